using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Retraining;

internal sealed class StoredPolicyConfiguration : IEntityTypeConfiguration<StoredPolicy>
{
    public void Configure(EntityTypeBuilder<StoredPolicy> builder)
    {
        builder.ToTable("retraining_policies");
        builder.HasKey(policy => policy.ModelName);
    }
}
