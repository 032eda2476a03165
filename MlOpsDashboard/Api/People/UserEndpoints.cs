using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Access.People;

namespace MlOpsDashboard.Api.People;

/// <summary>People, for administrators.</summary>
internal static class UserEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/users").WithTags("People").RequireAuthorization(AccessPolicies.Administrator);
        group.MapGet("", ListAsync).WithSummary("The people, the newest first, disabled ones included.");
        group.MapPost("", CreateAsync).WithSummary("Makes somebody who signs in with this name and password.")
            .WithDescription("password has 12 characters or more, and is not among the commonest. To let people choose their own, invite them.");
        group.MapGet("/{user_id}", GetAsync).WithSummary("One person.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPatch("/{user_id}", ChangeAsync).WithSummary("Changes somebody's role, or keeps them out; their sessions end.")
            .WithDescription("The last administrator who may sign in stays one: 409.").ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{user_id}/password-link", ResetAsync).WithSummary("Makes a link, which works once within seven days, for a new password.");
        group.MapGet("/{user_id}/sessions", SessionsAsync).WithSummary("Where somebody is signed in.");
        group.MapGet("/invitations", InvitationsAsync).WithSummary("The links that still work, the newest first.");
        group.MapPost("/invitations", InviteAsync).WithSummary("Invites somebody: a link, shown this once, that works once within seven days.");
        group.MapDelete("/invitations/{invitation_id}", WithdrawAsync).WithSummary("Withdraws a link.").ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<Page<UserReply>> ListAsync(int? limit, string? cursor, PeopleService people, TimeProvider clock, CancellationToken cancellationToken)
    {
        Page<User> page = await people.ListAsync(PageQuery.Parse(limit, cursor), cancellationToken).ConfigureAwait(false);
        return new Page<UserReply>([.. page.Items.Select(user => UserReply.Of(user, clock.GetUtcNow()))], page.NextCursor);
    }

    private static async Task<Created<UserReply>> CreateAsync(
        NewUser request, PeopleService people, ClaimsPrincipal user, TimeProvider clock, CancellationToken cancellationToken)
    {
        User made = await people.CreateAsync(request.Name, request.Password, request.Role ?? UserRole.Viewer, user.AsActor(), cancellationToken).ConfigureAwait(false);
        return TypedResults.Created($"/api/users/{made.UserId}", UserReply.Of(made, clock.GetUtcNow()));
    }

    private static async Task<UserReply> GetAsync(
        [FromRoute(Name = "user_id")] string userId, PeopleService people, TimeProvider clock, CancellationToken cancellationToken) =>
        UserReply.Of(await people.GetAsync(userId, cancellationToken).ConfigureAwait(false), clock.GetUtcNow());

    private static async Task<UserReply> ChangeAsync(
        [FromRoute(Name = "user_id")] string userId,
        UserChange request,
        PeopleService people,
        ClaimsPrincipal user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (request is { Role: null, Disabled: null })
        {
            throw new InvalidException("role", "Say what changes: role, disabled or both.");
        }

        User changed = await people.ChangeAsync(userId, request.Role, request.Disabled, user.AsActor(), cancellationToken).ConfigureAwait(false);
        return UserReply.Of(changed, clock.GetUtcNow());
    }

    private static async Task<Created<NewInvitationReply>> ResetAsync(
        [FromRoute(Name = "user_id")] string userId, InvitationService invitations, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Made(request, await invitations.ResetAsync(userId, user.AsActor(), cancellationToken).ConfigureAwait(false));

    private static async Task<Page<SessionReply>> SessionsAsync(
        [FromRoute(Name = "user_id")] string userId, PeopleService people, SessionService sessions, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await people.GetAsync(userId, cancellationToken).ConfigureAwait(false);
        return await SessionEndpoints.ListAsync(userId, sessions, user, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Page<InvitationReply>> InvitationsAsync(InvitationService invitations, CancellationToken cancellationToken) =>
        new([.. (await invitations.ListAsync(cancellationToken).ConfigureAwait(false)).Select(InvitationReply.Of)], null);

    private static async Task<Created<NewInvitationReply>> InviteAsync(
        NewInvitation request, InvitationService invitations, ClaimsPrincipal user, HttpRequest http, CancellationToken cancellationToken) =>
        Made(http, await invitations.InviteAsync(request.Role ?? UserRole.Viewer, request.Note, user.AsActor(), cancellationToken).ConfigureAwait(false));

    private static async Task<NoContent> WithdrawAsync(
        [FromRoute(Name = "invitation_id")] string invitationId, InvitationService invitations, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await invitations.WithdrawAsync(invitationId, user.AsActor(), cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static Created<NewInvitationReply> Made(HttpRequest request, CreatedInvitation made) => TypedResults.Created(
        (string?)null,
        new NewInvitationReply($"{request.Scheme}://{request.Host}{request.PathBase}{InvitationEndpoints.Link(made.Secret)}", InvitationReply.Of(made.Invitation)));

    /// <summary>Somebody who is to sign in: role is viewer where it is left out.</summary>
    internal sealed record NewUser(string? Name, string? Password, UserRole? Role);

    /// <summary>What changes of somebody; what is left out stays.</summary>
    internal sealed record UserChange(UserRole? Role, bool? Disabled);

    /// <summary>Whom to invite: role is viewer where it is left out; note says whom the link is for.</summary>
    internal sealed record NewInvitation(UserRole? Role, string? Note);

    /// <summary>A link that was just made; it cannot be shown again.</summary>
    internal sealed record NewInvitationReply(string Link, InvitationReply Invitation);
}
