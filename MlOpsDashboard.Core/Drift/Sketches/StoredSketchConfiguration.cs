using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Drift.Sketches;

internal sealed class StoredSketchConfiguration : IEntityTypeConfiguration<StoredSketch>
{
    public void Configure(EntityTypeBuilder<StoredSketch> builder)
    {
        builder.ToTable("prediction_sketches");
        builder.HasKey(sketch => sketch.Id);
        builder.HasIndex(sketch => new { sketch.ModelName, sketch.ModelVersion, sketch.FirstAt });
        builder.HasIndex(sketch => sketch.LastAt);
    }
}
