using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Tracking;

internal sealed class RunArtifactConfiguration : IEntityTypeConfiguration<RunArtifact>
{
    public void Configure(EntityTypeBuilder<RunArtifact> builder)
    {
        builder.ToTable("run_artifacts").HasKey(artifact => new { artifact.RunId, artifact.Path });
        builder.HasOne<Run>().WithMany().HasForeignKey(artifact => artifact.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(artifact => artifact.Sha256);
    }
}
