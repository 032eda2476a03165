using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Alerts;

internal sealed class DefaultAlertsMadeConfiguration : IEntityTypeConfiguration<DefaultAlertsMade>
{
    public void Configure(EntityTypeBuilder<DefaultAlertsMade> builder)
    {
        builder.ToTable("alert_defaults");
        builder.HasKey(made => made.ModelName);
    }
}
