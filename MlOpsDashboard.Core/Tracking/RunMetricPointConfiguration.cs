using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Tracking;

internal sealed class RunMetricPointConfiguration : IEntityTypeConfiguration<RunMetricPoint>
{
    public void Configure(EntityTypeBuilder<RunMetricPoint> builder)
    {
        builder.ToTable("run_metric_points").HasKey(point => point.Id);
        builder.HasOne<Run>().WithMany().HasForeignKey(point => point.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(point => new { point.RunId, point.Key, point.Step });
    }
}
