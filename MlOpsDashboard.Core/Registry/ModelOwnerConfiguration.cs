using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Registry;

internal sealed class ModelOwnerConfiguration : IEntityTypeConfiguration<ModelOwner>
{
    public void Configure(EntityTypeBuilder<ModelOwner> builder)
    {
        builder.ToTable("model_owners").HasKey(o => new { o.Name, o.Owner });
        builder.HasOne<RegisteredModel>().WithMany(m => m.Ownership).HasForeignKey(o => o.Name).OnDelete(DeleteBehavior.Cascade);
    }
}
