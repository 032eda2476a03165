using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Registry;

internal sealed class ModelAliasConfiguration : IEntityTypeConfiguration<ModelAlias>
{
    public void Configure(EntityTypeBuilder<ModelAlias> builder)
    {
        builder.ToTable("model_aliases").HasKey(a => new { a.Name, a.Alias });
        builder.HasOne<ModelVersion>().WithMany(v => v.Aliases).HasForeignKey(a => new { a.Name, a.Version }).OnDelete(DeleteBehavior.Cascade);
    }
}
