using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Api.People;

/// <summary>A browser that is signed in; current is the one that asks.</summary>
internal sealed record SessionReply(string SessionId, DateTimeOffset BeganAt, DateTimeOffset? SeenAt, string? Browser, string? Address, bool Current)
{
    /// <summary>What of a session may be shown.</summary>
    /// <param name="session">The session.</param>
    /// <param name="current">The session of who asks; null for none.</param>
    public static SessionReply Of(Session session, string? current) => new(
        session.SessionId, session.BeganAt, session.SeenAt, session.Browser, session.Address, session.SessionId == current);
}
