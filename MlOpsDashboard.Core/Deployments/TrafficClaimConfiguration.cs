using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Deployments;

internal sealed class TrafficClaimConfiguration : IEntityTypeConfiguration<TrafficClaim>
{
    public void Configure(EntityTypeBuilder<TrafficClaim> builder)
    {
        builder.ToTable("traffic_claims");
        builder.HasKey(claim => claim.ModelName);
    }
}
