using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Monitoring.Rollups;

internal sealed class TrafficRollupConfiguration : IEntityTypeConfiguration<TrafficRollup>
{
    public void Configure(EntityTypeBuilder<TrafficRollup> builder)
    {
        builder.ToTable("traffic_rollups");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.HasIndex(row => new { row.Step, row.At, row.Model, row.Version, row.Route, row.Part })
            .IsUnique().HasDatabaseName("ix_traffic_rollups_key");
    }
}
