using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Batch;

internal sealed class BatchJobConfiguration : IEntityTypeConfiguration<BatchJob>
{
    public void Configure(EntityTypeBuilder<BatchJob> builder)
    {
        builder.ToTable("batch_jobs");
        builder.HasKey(job => job.JobId);
        builder.Ignore(job => job.HasEnded).Ignore(job => job.ModelId).Ignore(job => job.ResultFileName);
        builder.Property(job => job.Format).HasConversion<JsonText<CsvFormat>, ByReference<CsvFormat>>();
        builder.HasIndex(job => job.State);
        builder.HasIndex(job => job.IdempotencyKey).IsUnique();
        builder.HasIndex(job => job.ResultExpiresAt);
    }
}
