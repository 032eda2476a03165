using MlOpsDashboard.Core.Alerts.Channels;

namespace MlOpsDashboard.Api.Alerts;

/// <summary>A message on its way.</summary>
internal sealed record DeliveryReply(
    long Id,
    string EventId,
    string Key,
    string Message,
    DeliveryState State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    string? LastError)
{
    /// <summary>A message as callers see it.</summary>
    public static DeliveryReply Of(DeliveryView view) => new(
        view.Delivery.Id,
        view.Delivery.EventId,
        view.Delivery.Key,
        view.Message,
        view.Delivery.State,
        view.Delivery.Attempts,
        view.Delivery.State == DeliveryState.Queued ? view.Delivery.NextAttemptAt : null,
        view.Delivery.CreatedAt,
        view.Delivery.SentAt,
        view.Delivery.LastError);
}
