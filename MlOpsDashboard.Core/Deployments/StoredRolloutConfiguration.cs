using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Deployments;

internal sealed class StoredRolloutConfiguration : IEntityTypeConfiguration<StoredRollout>
{
    public void Configure(EntityTypeBuilder<StoredRollout> builder)
    {
        builder.ToTable("rollouts");
        builder.HasKey(rollout => rollout.Id);
        builder.Property(rollout => rollout.Revision).IsConcurrencyToken();
        builder.HasIndex(rollout => rollout.ActiveModel).IsUnique();
        builder.HasIndex(rollout => new { rollout.ModelName, rollout.Id });
    }
}
