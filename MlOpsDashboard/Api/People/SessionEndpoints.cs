using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Api.People;

/// <summary>The sessions of who asks.</summary>
internal static class SessionEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapSessions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/sessions").WithTags("People");
        group.MapGet("", ListOwnAsync).WithSummary("Where you are signed in.");
        group.MapDelete("/{session_id}", EndAsync).WithSummary("Ends a session: one of your own, or, for administrators, any.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    /// <summary>The sessions of a user or an API key, none of which need more than a page.</summary>
    internal static async Task<Page<SessionReply>> ListAsync(
        string holderId, SessionService sessions, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        string? current = Credential.Of(user) is { IsKey: false } session ? session.Id : null;
        return new([.. (await sessions.ListAsync(holderId, cancellationToken).ConfigureAwait(false)).Select(open => SessionReply.Of(open, current))], null);
    }

    private static Task<Page<SessionReply>> ListOwnAsync(SessionService sessions, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ListAsync(user.HolderId() ?? "", sessions, user, cancellationToken);

    private static async Task<NoContent> EndAsync(
        [FromRoute(Name = "session_id")] string sessionId, SessionService sessions, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await sessions.RevokeAsync(sessionId, user.HolderId(), user.AsActor(), cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }
}
