using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>The model registry.</summary>
internal static class ModelEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapModels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/models").WithTags("Model registry");
        group.MapGet("", ListAsync).WithSummary("The registered models, by name; q finds those with these letters in their names, mine=true those that you own.");
        group.MapPost("", RegisterAsync).WithSummary("Registers a finished run's model. The same run again answers 200 with its version.");
        group.MapGet("/compare", CompareAsync).WithSummary("Two to four versions side by side.")
            .WithDescription(QueryList.Words);
        group.MapPost("/transition", TransitionAsync).WithSummary("Moves a version to a stage; version is a number or a text, as in \"3\".");
        group.MapGet("/{model}", GetAsync)
            .WithSummary("A registered model by its name, or a version by name:3, name:production, name:staging, name:latest or name@alias.")
            .Produces<ModelReply>().Produces<VersionReply>();
        group.MapGet("/{name}/versions", VersionsAsync).WithSummary("A model's versions, the greatest first.");
        group.MapPut("/{model_id}/promote", PromoteAsync)
            .WithSummary("Moves a version to a stage: none, staging, production or archived, from whichever it is in.")
            .WithDescription("Into production, the former version there is archived in the same transaction.");
        group.MapPatch("/{model_id}", DescribeAsync).WithSummary("Changes a version's description, its label, which is a semantic version, or both; an empty label takes it away.");
        group.MapDelete("/{model_id}", DeleteAsync).WithSummary("Moves a version to the trash; one in production is 409.");
        group.MapGet("/{model_id}/artifact", DownloadAsync).WithSummary("The model file.");
        group.MapGet("/{model}/history", HistoryAsync).WithSummary("What happened to a model or to one version, the latest first.");
        group.MapGet("/{model_id}/comments", CommentsAsync).WithSummary("What people said about a version.");
        group.MapPost("/{model_id}/comments", CommentAsync).WithSummary("Says something about a version.");
        return routes;
    }

    private static async Task<Page<ModelReply>> ListAsync(
        int? limit, string? cursor, string? q, bool? mine, RegistryService registry, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        Page<ModelRow> page = await registry.ListAsync(PageQuery.Parse(limit, cursor, q), cancellationToken, mine == true ? user.AsActor().Name : null);
        return new Page<ModelReply>([.. page.Items.Select(row => ModelReply.Of(row))], page.NextCursor);
    }

    private static async Task<Results<Created<VersionReply>, Ok<VersionReply>>> RegisterAsync(
        Registering request, RegistryService registry, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        RegisteredVersion registered = await registry.RegisterAsync(
            Required(request.Name, "name"), Required(request.RunId, "run_id"), user.AsActor(), cancellationToken);
        VersionReply reply = VersionReply.Of(registered.Version);
        return registered.Created
            ? TypedResults.Created($"/api/models/{Uri.EscapeDataString(reply.ModelId)}", reply)
            : TypedResults.Ok(reply);
    }

    private static async Task<IResult> GetAsync(string model, RegistryService registry, CancellationToken cancellationToken)
    {
        if (await IsVersionAsync(model, registry, cancellationToken))
        {
            return TypedResults.Ok(VersionReply.Of(await registry.GetAsync(model, cancellationToken)));
        }

        ModelRow row = await registry.GetModelAsync(model, cancellationToken);
        Page<ModelVersion> versions = await registry.VersionsAsync(model, new PageQuery(), cancellationToken);
        return TypedResults.Ok(ModelReply.Of(row, versions.Items));
    }

    private static async Task<Page<VersionReply>> VersionsAsync(
        string name, int? limit, string? cursor, RegistryService registry, CancellationToken cancellationToken)
    {
        await registry.GetModelAsync(name, cancellationToken);
        Page<ModelVersion> page = await registry.VersionsAsync(name, PageQuery.Parse(limit, cursor), cancellationToken);
        return new Page<VersionReply>([.. page.Items.Select(VersionReply.Of)], page.NextCursor);
    }

    private static async Task<VersionReply> PromoteAsync(
        [FromRoute(Name = "model_id")] string modelId,
        Promoting request,
        RegistryService registry,
        ClaimsPrincipal user,
        CancellationToken cancellationToken) =>
        VersionReply.Of(await registry.PromoteAsync(
            modelId, StageRules.ParseTarget(request.Stage, "stage"), request.Comment, user.AsActor(), cancellationToken));

    private static Task<VersionReply> TransitionAsync(
        Transition request, RegistryService registry, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        PromoteAsync(
            $"{Required(request.ModelName, "model_name")}:{request.Version ?? throw new InvalidException("version", "version is missing.")}",
            new Promoting(request.Stage, request.Comment),
            registry,
            user,
            cancellationToken);

    private static async Task<VersionReply> DescribeAsync(
        [FromRoute(Name = "model_id")] string modelId,
        Describing request,
        RegistryService registry,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        if (request.Label is null)
        {
            return VersionReply.Of(await registry.DescribeAsync(modelId, Required(request.Description, "description"), user.AsActor(), cancellationToken));
        }

        // What may be refused comes first, so that half a change is not stored.
        ModelVersion labelled = await registry.LabelAsync(modelId, request.Label, user.AsActor(), cancellationToken);
        return VersionReply.Of(request.Description is null ? labelled : await registry.DescribeAsync(modelId, request.Description, user.AsActor(), cancellationToken));
    }

    private static async Task<NoContent> DeleteAsync(
        [FromRoute(Name = "model_id")] string modelId,
        string? comment,
        RegistryService registry,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        await registry.DeleteAsync(modelId, comment, user.AsActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<FileStreamHttpResult> DownloadAsync(
        [FromRoute(Name = "model_id")] string modelId, RegistryService registry, CancellationToken cancellationToken)
    {
        (ModelVersion version, Stream content) = await registry.OpenArtifactAsync(modelId, cancellationToken);
        return TypedResults.File(
            content,
            "application/zip",
            $"{version.Name}-{version.Version}.zip",
            version.CreatedAt,
            new EntityTagHeaderValue($"\"{version.ArtifactSha256}\""));
    }

    private static async Task<Page<StageEventReply>> HistoryAsync(
        string model, int? limit, string? cursor, RegistryService registry, CancellationToken cancellationToken)
    {
        PageQuery query = PageQuery.Parse(limit, cursor);
        ModelVersion? version = await IsVersionAsync(model, registry, cancellationToken) ? await registry.GetAsync(model, cancellationToken) : null;
        string name = version?.Name ?? (await registry.GetModelAsync(model, cancellationToken)).Model.Name;
        Page<StageEvent> page = await registry.HistoryAsync(name, version?.Version, query, cancellationToken);
        return new Page<StageEventReply>([.. page.Items.Select(StageEventReply.Of)], page.NextCursor);
    }

    private static async Task<IReadOnlyList<CommentReply>> CommentsAsync(
        [FromRoute(Name = "model_id")] string modelId, RegistryService registry, CancellationToken cancellationToken) =>
        [.. (await registry.CommentsAsync(modelId, cancellationToken)).Select(CommentReply.Of)];

    private static async Task<Created<CommentReply>> CommentAsync(
        [FromRoute(Name = "model_id")] string modelId,
        Commenting request,
        RegistryService registry,
        ClaimsPrincipal user,
        CancellationToken cancellationToken) =>
        TypedResults.Created(
            $"/api/models/{Uri.EscapeDataString(modelId)}/comments",
            CommentReply.Of(await registry.CommentAsync(modelId, request.Text ?? "", user.AsActor(), cancellationToken)));

    private static async Task<VersionComparisonReply> CompareAsync([FromQuery] string[]? ids, RegistryService registry, CancellationToken cancellationToken) =>
        VersionComparisonReply.Of(await registry.CompareAsync(
            QueryList.ReadModelIds("ids", ids), cancellationToken));

    // Names of before there were aliases may have an @.
    private static async Task<bool> IsVersionAsync(string model, RegistryService registry, CancellationToken cancellationToken) =>
        model.Contains(':', StringComparison.Ordinal)
        || (model.Contains('@', StringComparison.Ordinal) && !await registry.IsModelAsync(model, cancellationToken));

    private static string Required(string? value, string field) =>
        value ?? throw new InvalidException(field, $"{field} is missing.");

    /// <summary>Which run's model to register under which name.</summary>
    internal sealed record Registering(string? Name, string? RunId);

    /// <summary>Where a version shall go, and why.</summary>
    internal sealed record Promoting(string? Stage, string? Comment);

    /// <summary>Which version shall go where, and why.</summary>
    internal sealed record Transition(
        string? ModelName,
        [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] int? Version,
        string? Stage,
        string? Comment);

    /// <summary>What to say about a version.</summary>
    internal sealed record Commenting(string? Text);

    /// <summary>A version's new description, or its label.</summary>
    internal sealed record Describing(string? Description, string? Label);
}
