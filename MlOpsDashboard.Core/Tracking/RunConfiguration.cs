using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Tracking;

internal sealed class RunConfiguration : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.ToTable("runs").HasKey(r => r.RunId);
        builder.HasOne<Experiment>().WithMany().HasForeignKey(r => r.ExperimentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(r => r.Environment).HasConversion<TextsConverter, TextsComparer>();
        builder.Property(r => r.Model).HasConversion<ModelSummaryConverter>();

        // The order of listings, the best run of each experiment, a search's trials, a job's runs and the start-up sweeps.
        builder.HasIndex(r => new { r.ExperimentId, r.StartedAt });
        builder.HasIndex(r => new { r.ExperimentId, r.Metric, r.Score });
        builder.HasIndex(r => r.ParentRunId);
        builder.HasIndex(r => r.JobId);
        builder.HasIndex(r => r.StartedAt);
        builder.HasIndex(r => r.DeletedAt);
        builder.HasIndex(r => new { r.Status, r.RegisterAs });
    }
}
