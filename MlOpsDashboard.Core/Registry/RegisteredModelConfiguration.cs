using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Registry;

internal sealed class RegisteredModelConfiguration : IEntityTypeConfiguration<RegisteredModel>
{
    public void Configure(EntityTypeBuilder<RegisteredModel> builder)
    {
        builder.ToTable("registered_models").HasKey(m => m.Name);
        builder.Ignore(m => m.Policy);
        builder.Ignore(m => m.Owners);
        builder.Navigation(m => m.Ownership).AutoInclude();
    }
}
