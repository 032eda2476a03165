using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Components.Plain;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Access.People;

namespace MlOpsDashboard.Access;

/// <summary>Where the links of invitations lead.</summary>
internal static class InvitationEndpoints
{
    private const string Path = "/invitation";
    private const string TokenField = "token";

    /// <summary>Maps the endpoints.</summary>
    public static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, OpenAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Path, (Delegate)AcceptAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>The link of an invitation, below the program's own address.</summary>
    /// <param name="secret">What it carries.</param>
    public static string Link(string secret) => $"{Path}?{TokenField}={Uri.EscapeDataString(secret)}";

    private static async Task<IResult> OpenAsync(HttpContext context, InvitationService invitations, string? token, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await PageAsync(invitations, token, null, null, StatusCodes.Status200OK, cancellationToken).ConfigureAwait(false);
    }

    // Another site's page cannot send the form: CrossOriginGuard turns that away.
    private static async Task<IResult> AcceptAsync(
        HttpContext context, InvitationService invitations, SessionService sessions, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType)
        {
            return await PageAsync(invitations, null, null, null, StatusCodes.Status415UnsupportedMediaType, cancellationToken).ConfigureAwait(false);
        }

        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        (string token, string name, string password) = (form[TokenField].ToString(), form["name"].ToString(), form["password"].ToString());
        if (password != form["repeated"].ToString())
        {
            return await PageAsync(invitations, token, name, "The two passwords differ.", StatusCodes.Status400BadRequest, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            User user = await invitations.AcceptAsync(token, name, password, cancellationToken).ConfigureAwait(false);
            return await SignInEndpoints.BeginAsync(context, sessions, new SessionHolder(user.UserId, user.Name, user.Role), null, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidException refusal)
        {
            string problem = string.Join(' ', refusal.Errors.Values.SelectMany(messages => messages));
            return await PageAsync(invitations, token, name, problem, StatusCodes.Status400BadRequest, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return await PageAsync(invitations, token, null, null, StatusCodes.Status404NotFound, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<RazorComponentResult<InvitationPage>> PageAsync(
        InvitationService invitations, string? token, string? name, string? problem, int status, CancellationToken cancellationToken)
    {
        if (await invitations.FindAsync(token, cancellationToken).ConfigureAwait(false) is not var (invitation, user))
        {
            const string Gone = "This link does not work, or no more: each works once, within seven days. Ask an administrator for a new one.";
            return new(new Dictionary<string, object?> { [nameof(InvitationPage.Problem)] = Gone }) { StatusCode = StatusCodes.Status404NotFound };
        }

        return new(new Dictionary<string, object?>
        {
            [nameof(InvitationPage.Secret)] = token,
            [nameof(InvitationPage.KnownName)] = user?.Name,
            [nameof(InvitationPage.Name)] = name,
            [nameof(InvitationPage.Role)] = invitation.Role,
            [nameof(InvitationPage.Problem)] = problem,
        })
        {
            StatusCode = status,
        };
    }
}
