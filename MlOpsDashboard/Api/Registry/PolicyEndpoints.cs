using System.Security.Claims;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>What a model asks for before a version of it goes into production.</summary>
internal static class PolicyEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapStagePolicies(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/models/{name}/policy").WithTags("Model registry");
        group.MapGet("", GetAsync).WithSummary("What a model asks for before a version of it goes into production.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("", ChangeAsync).RequireAuthorization(AccessPolicies.Approver)
            .WithSummary("Changes it: needs_staging, needs_approval and four_eyes; what is left out is false.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<StagePolicy> GetAsync(string name, RegistryService registry, CancellationToken cancellationToken) =>
        (await registry.GetModelAsync(name, cancellationToken)).Model.Policy;

    private static Task<StagePolicy> ChangeAsync(string name, PolicyRequest request, RegistryService registry, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        registry.ChangePolicyAsync(
            name, new StagePolicy(request.NeedsStaging ?? false, request.NeedsApproval ?? false, request.FourEyes ?? false), user.AsActor(), cancellationToken);

    /// <summary>The whole policy.</summary>
    internal sealed record PolicyRequest(bool? NeedsStaging, bool? NeedsApproval, bool? FourEyes);
}
