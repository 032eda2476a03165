using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Api.People;

/// <summary>What is shown of somebody: state is active, locked, disabled, or no_password for who signs in by the printed address alone.</summary>
internal sealed record UserReply(
    string UserId, string Name, UserRole Role, string State, DateTimeOffset CreatedAt, string? CreatedBy, DateTimeOffset? SignedInAt, DateTimeOffset? LockedUntil)
{
    /// <summary>What of a user may be shown.</summary>
    /// <param name="user">The user.</param>
    /// <param name="now">Whether a lockout still holds.</param>
    public static UserReply Of(User user, DateTimeOffset now) => new(
        user.UserId,
        user.Name,
        user.Role,
        StateOf(user, now),
        user.CreatedAt,
        user.CreatedBy,
        user.SignedInAt,
        user.LockedUntil > now ? user.LockedUntil : null);

    /// <summary>Whether a user may sign in, and how.</summary>
    /// <param name="user">The user.</param>
    /// <param name="now">Whether a lockout still holds.</param>
    public static string StateOf(User user, DateTimeOffset now) => user switch
    {
        { DisabledAt: not null } => "disabled",
        { LockedUntil: { } until } when until > now => "locked",
        { PasswordHash: null } => "no_password",
        _ => "active",
    };
}
