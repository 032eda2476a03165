using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Training;

internal sealed class TrainingLogLineConfiguration : IEntityTypeConfiguration<TrainingLogLine>
{
    public void Configure(EntityTypeBuilder<TrainingLogLine> builder)
    {
        builder.ToTable("training_log_lines");
        builder.HasKey(line => new { line.JobId, line.Seq });
        builder.HasOne<TrainingJob>().WithMany().HasForeignKey(line => line.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
