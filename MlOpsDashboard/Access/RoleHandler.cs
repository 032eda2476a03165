using Microsoft.AspNetCore.Authorization;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Access;

/// <summary>
/// Compares the role that a request needs with the one that it has: the fence before the services' own doors, so that the body of a
/// request that will be refused is not read.
/// </summary>
internal sealed class RoleHandler : AuthorizationHandler<RoleRequirement>
{
    // What is sent here changes nothing that belongs to others: predictions, truths, files that a page of theirs waits for, the lines of pages and watchers, the end of a session of their own, a password of their own.
    private static readonly PathString[] s_openToViewers = ["/api/predict", "/api/feedback", "/api/uploads", "/v2", "/_blazor", "/hubs", "/signout", "/api/sessions", "/api/account"];

    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (context.User.Role() >= (requirement.Role ?? Needed((context.Resource as HttpContext)?.Request)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static UserRole Needed(HttpRequest? request) =>
        request is null
        || HttpMethods.IsGet(request.Method)
        || HttpMethods.IsHead(request.Method)
        || Array.Exists(s_openToViewers, prefix => request.Path.StartsWithSegments(prefix))
            ? UserRole.Viewer
            : UserRole.DataScientist;
}
