using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Drift;

internal sealed class StoredDriftReportConfiguration : IEntityTypeConfiguration<StoredDriftReport>
{
    public void Configure(EntityTypeBuilder<StoredDriftReport> builder)
    {
        builder.ToTable("drift_reports");
        builder.HasKey(report => report.Id);
        builder.HasIndex(report => new { report.ModelName, report.CheckedAt });
    }
}
