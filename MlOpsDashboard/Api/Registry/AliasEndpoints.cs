using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>A model's own names for its versions.</summary>
internal static class AliasEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapAliases(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/models/{name}/aliases").WithTags("Model registry");
        group.MapGet("", ListAsync).WithSummary("The aliases of a model, and the version that each names.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/{alias}", SetAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Has an alias name a version, whichever it named before: name@alias stands wherever a model_id does.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{alias}", RemoveAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Takes an alias away.").ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<IReadOnlyList<AliasReply>> ListAsync(string name, RegistryService registry, CancellationToken cancellationToken) =>
        [.. (await registry.GetModelAsync(name, cancellationToken)).Aliases.Select(AliasReply.Of)];

    private static async Task<AliasReply> SetAsync(
        string name, string alias, Naming request, RegistryService registry, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        int wanted = request.Version ?? throw new InvalidException("version", "version is missing.");
        ModelVersion version = await registry.SetAliasAsync(name, alias, wanted, user.AsActor(), cancellationToken);
        return AliasReply.Of(version.Aliases.Single(set => set.Alias == alias));
    }

    private static async Task<NoContent> RemoveAsync(string name, string alias, RegistryService registry, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await registry.RemoveAliasAsync(name, alias, user.AsActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Which version an alias is to name.</summary>
    internal sealed record Naming([property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] int? Version);
}
