using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Access;

/// <summary>Compares the role that a request needs with the one that it has.</summary>
internal sealed class RoleHandler : AuthorizationHandler<RoleRequirement>
{
    private static readonly PathString[] _openToViewers = ["/api/predict", "/api/feedback"];

    /// <summary>The claim of a role.</summary>
    public static Claim Claim(UserRole role) => new(ClaimTypes.Role, SnakeCase.Name(role.ToString()));

    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        var needed = requirement.Role ?? Needed((context.Resource as HttpContext)?.Request);
        if (Enum.TryParse<UserRole>(context.User.FindFirstValue(ClaimTypes.Role), ignoreCase: true, out var role) && role >= needed)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static UserRole Needed(HttpRequest? request) =>
        request is null
        || HttpMethods.IsGet(request.Method)
        || HttpMethods.IsHead(request.Method)
        || !request.Path.StartsWithSegments("/api")
        || Array.Exists(_openToViewers, prefix => request.Path.StartsWithSegments(prefix))
            ? UserRole.Viewer
            : UserRole.Editor;
}
