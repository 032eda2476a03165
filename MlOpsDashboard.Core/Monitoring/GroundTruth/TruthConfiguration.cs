using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

internal sealed class TruthConfiguration : IEntityTypeConfiguration<Truth>
{
    public void Configure(EntityTypeBuilder<Truth> builder)
    {
        builder.ToTable("ground_truths");
        builder.HasKey(truth => truth.Id);
        builder.Property(truth => truth.Id).ValueGeneratedOnAdd();
        builder.Property(truth => truth.RequestId).HasMaxLength(200);
        builder.HasIndex(truth => truth.RequestId).IsUnique();
        builder.HasIndex(truth => new { truth.ModelName, truth.PredictedAt });
    }
}
