using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Access;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(k => k.KeyId);
        builder.Property(k => k.Scopes).HasConversion<KeyScopesConverter, KeyScopesComparer>();
        builder.HasIndex(k => k.SecretSha256).IsUnique();
    }
}
