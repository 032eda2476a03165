using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Registry;

internal sealed class ModelVersionConfiguration : IEntityTypeConfiguration<ModelVersion>
{
    public void Configure(EntityTypeBuilder<ModelVersion> builder)
    {
        builder.ToTable("model_versions").HasKey(v => new { v.Name, v.Version });
        builder.HasOne<RegisteredModel>().WithMany().HasForeignKey(v => v.Name).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(v => v.ModelId);
        builder.Property(v => v.Metrics).HasConversion<NumbersConverter, NumbersComparer>();
        builder.Property(v => v.Parameters).HasConversion<TextsConverter, TextsComparer>();

        // At most one version of a name is in production, whatever the code does.
        builder.HasIndex(v => v.Name).IsUnique().HasFilter("stage = 'production'");

        // A run is registered under a name at most once, also after a crash in between.
        builder.HasIndex(v => new { v.RunId, v.Name }).IsUnique();
        builder.HasIndex(v => v.ArtifactSha256);
        builder.HasIndex(v => v.DeletedAt);
        builder.HasIndex(v => new { v.Name, v.Label }).IsUnique();
        builder.Navigation(v => v.Aliases).AutoInclude();
    }
}
