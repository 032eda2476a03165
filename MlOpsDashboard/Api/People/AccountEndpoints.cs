using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core.Access.People;

namespace MlOpsDashboard.Api.People;

/// <summary>What people change of themselves.</summary>
internal static class AccountEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/api/account/password", ChangeAsync).WithTags("People")
            .WithSummary("Changes your own password: former_password and password. Your other sessions end.")
            .WithDescription("For who has signed in by name and password; an API key has no password: 409.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<NoContent> ChangeAsync(PasswordRequest request, OwnPassword passwords, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        string? session = Credential.Of(user) is { IsKey: false } open ? open.Id : null;
        await passwords.ChangeAsync(user.HolderId(), session, request.FormerPassword, request.Password, user.AsActor(), cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    /// <summary>The password until now, and the new one.</summary>
    internal sealed record PasswordRequest(string? FormerPassword, string? Password);
}
