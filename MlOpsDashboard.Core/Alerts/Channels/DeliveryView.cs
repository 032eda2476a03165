namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>A message on its way.</summary>
/// <param name="Delivery">The message.</param>
/// <param name="Message">What it says.</param>
public sealed record DeliveryView(AlertDelivery Delivery, string Message);
