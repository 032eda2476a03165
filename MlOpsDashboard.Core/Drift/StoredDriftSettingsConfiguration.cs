using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Drift;

internal sealed class StoredDriftSettingsConfiguration : IEntityTypeConfiguration<StoredDriftSettings>
{
    public void Configure(EntityTypeBuilder<StoredDriftSettings> builder)
    {
        builder.ToTable("drift_settings");
        builder.HasKey(settings => settings.ModelName);
        builder.HasIndex(settings => settings.NextCheckAt);
    }
}
