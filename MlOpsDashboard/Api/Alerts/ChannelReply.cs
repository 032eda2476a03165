using MlOpsDashboard.Core.Alerts.Channels;

namespace MlOpsDashboard.Api.Alerts;

/// <summary>A channel without what is secret.</summary>
internal sealed record ChannelReply(
    string Id,
    string Name,
    AlertChannelKind Kind,
    string Address,
    bool HasSecret,
    int Queued,
    int Dead,
    DateTimeOffset? LastSentAt,
    string? LastError,
    DateTimeOffset? LastErrorAt,
    DateTimeOffset CreatedAt,
    string CreatedBy)
{
    /// <summary>A channel as callers see it.</summary>
    public static ChannelReply Of(ChannelView view) => new(
        view.Channel.Id,
        view.Channel.Name,
        view.Channel.Kind,
        view.Channel.Address,
        view.Channel.HasSecret,
        view.Queued,
        view.Dead,
        view.Channel.LastSentAt,
        view.Channel.LastError,
        view.Channel.LastErrorAt,
        view.Channel.CreatedAt,
        view.Channel.CreatedBy);
}
