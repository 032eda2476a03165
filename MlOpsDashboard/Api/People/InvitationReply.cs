using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access.People;

namespace MlOpsDashboard.Api.People;

/// <summary>A link that still works; user_id is whose password it is about, null for somebody new.</summary>
internal sealed record InvitationReply(
    string InvitationId, UserRole Role, string? Note, string? UserId, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset ExpiresAt)
{
    /// <summary>What of an invitation may be shown.</summary>
    /// <param name="invitation">The invitation.</param>
    public static InvitationReply Of(Invitation invitation) => new(
        invitation.InvitationId, invitation.Role, invitation.Note, invitation.UserId, invitation.CreatedAt, invitation.CreatedBy, invitation.ExpiresAt);
}
