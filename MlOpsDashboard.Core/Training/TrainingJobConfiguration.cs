using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Core.Training;

internal sealed class TrainingJobConfiguration : IEntityTypeConfiguration<TrainingJob>
{
    public void Configure(EntityTypeBuilder<TrainingJob> builder)
    {
        builder.ToTable("training_jobs");
        builder.HasKey(job => job.JobId);
        builder.Ignore(job => job.HasEnded);
        builder.Property(job => job.Request).HasConversion(
            request => JsonSerializer.Serialize(request, TrainingJson.Options),
            text => JsonSerializer.Deserialize<TrainingRequest>(text, TrainingJson.Options)!);
        builder.Property(job => job.OuterFolds).HasConversion(
            folds => JsonSerializer.Serialize(folds, TrainingJson.Options),
            text => JsonSerializer.Deserialize<OuterFold[]>(text, TrainingJson.Options)!,
            new ValueComparer<IReadOnlyList<OuterFold>>((one, other) => one!.SequenceEqual(other!), folds => folds.Count, folds => folds));
        builder.HasIndex(job => job.State);
        builder.HasIndex(job => job.IdempotencyKey).IsUnique();
    }
}
