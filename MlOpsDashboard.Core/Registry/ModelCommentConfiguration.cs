using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Registry;

internal sealed class ModelCommentConfiguration : IEntityTypeConfiguration<ModelComment>
{
    public void Configure(EntityTypeBuilder<ModelComment> builder)
    {
        builder.ToTable("model_comments").HasKey(c => c.Id);
        builder.HasOne<ModelVersion>().WithMany().HasForeignKey(c => new { c.Name, c.Version }).OnDelete(DeleteBehavior.Cascade);
    }
}
