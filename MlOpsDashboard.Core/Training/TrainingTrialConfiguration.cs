using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Training;

internal sealed class TrainingTrialConfiguration : IEntityTypeConfiguration<TrainingTrial>
{
    public void Configure(EntityTypeBuilder<TrainingTrial> builder)
    {
        builder.ToTable("training_trials");
        builder.HasKey(trial => new { trial.JobId, trial.Number });
        builder.HasOne<TrainingJob>().WithMany().HasForeignKey(trial => trial.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
