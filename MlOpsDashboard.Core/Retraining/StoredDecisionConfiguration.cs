using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Retraining;

internal sealed class StoredDecisionConfiguration : IEntityTypeConfiguration<StoredDecision>
{
    public void Configure(EntityTypeBuilder<StoredDecision> builder)
    {
        builder.ToTable("retraining_decisions");
        builder.HasKey(decision => decision.Id);
        builder.HasIndex(decision => decision.ActiveModel).IsUnique();
        builder.HasIndex(decision => new { decision.ModelName, decision.Id });
    }
}
