using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Alerts.Channels;

internal sealed class AlertDeliveryConfiguration : IEntityTypeConfiguration<AlertDelivery>
{
    public void Configure(EntityTypeBuilder<AlertDelivery> builder)
    {
        builder.ToTable("alert_deliveries");
        builder.HasKey(delivery => delivery.Id);
        builder.Ignore(delivery => delivery.Key);
        builder.HasIndex(delivery => new { delivery.State, delivery.ChannelId });
        builder.HasIndex(delivery => delivery.EventId);
    }
}
