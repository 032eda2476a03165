using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>Runs: reading, comparing, their files, and what people write about them.</summary>
internal static class RunEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapRuns(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/runs").WithTags("Runs");
        group.MapGet("", ListAsync).WithSummary("The runs of all experiments; parameters as for one experiment's.");
        group.MapGet("/compare", CompareAsync).WithSummary("Runs side by side, 2 to 200 of them.").WithDescription(QueryList.Words);
        group.MapGet("/{run_id}", GetAsync).WithSummary("One run: parameters, metrics and their history, tags, data, environment, files.");
        group.MapPatch("/{run_id}", DescribeAsync).WithSummary("Changes name, notes and tags; a tag of null is removed.");
        group.MapDelete("/{run_id}", DeleteAsync).WithSummary("Moves a run and its parts to the trash.");
        group.MapGet("/{run_id}/metrics/{**key}", HistoryAsync).WithSummary("One metric's history, thinned to at most max_points (2,000) points.");
        group.MapGet("/{run_id}/artifacts/{**path}", DownloadAsync).WithSummary("One of the run's files.");
        return routes;
    }

    private static async Task<Page<RunReply>> ListAsync(
        [AsParameters] RunListing listing, RunQueries queries, CancellationToken cancellationToken)
    {
        Page<RunRow> page = await queries.PageAsync(listing.ToFilter(), PageQuery.Parse(listing.Limit, listing.Cursor), cancellationToken);
        return new Page<RunReply>([.. page.Items.Select(RunReply.Of)], page.NextCursor);
    }

    private static async Task<RunComparisonReply> CompareAsync([FromQuery] string[]? ids, RunQueries queries, CancellationToken cancellationToken) =>
        RunComparisonReply.Of(await queries.CompareAsync(
            QueryList.Read("ids", ids), cancellationToken));

    private static async Task<RunDetailsReply> GetAsync(
        [FromRoute(Name = "run_id")] string runId,
        RunQueries queries,
        RegistryService registry,
        CancellationToken cancellationToken)
    {
        RunDetails details = await queries.GetAsync(runId, cancellationToken);
        IReadOnlyList<MetricSeries> history = await queries.HistoryAsync(
            [runId], [.. details.Metrics.Keys.Take(RunDetailsReply.MaxHistories)], cancellationToken);
        IReadOnlyList<ModelVersion> versions = await registry.FindAllByRunAsync(runId, cancellationToken);
        return RunDetailsReply.Of(details, history, versions.Select(v => v.ModelId));
    }

    private static async Task<IReadOnlyList<RunDetailsReply.PointReply>> HistoryAsync(
        [FromRoute(Name = "run_id")] string runId,
        string key,
        [FromQuery(Name = "max_points")] int? maxPoints,
        RunQueries queries,
        CancellationToken cancellationToken) =>
        RunDetailsReply.PointReply.Of(await queries.HistoryAsync(runId, key, cancellationToken, maxPoints ?? RunQueries.MaxPoints));

    private static async Task<NoContent> DescribeAsync(
        [FromRoute(Name = "run_id")] string runId,
        RunChange change,
        TrackingService tracking,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        await tracking.DescribeAsync(runId, change.Name, change.Notes, change.Tags ?? new Dictionary<string, string?>(), user.AsActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAsync(
        [FromRoute(Name = "run_id")] string runId,
        RunTrash trash,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        await trash.DeleteAsync(runId, user.AsActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<FileStreamHttpResult> DownloadAsync(
        [FromRoute(Name = "run_id")] string runId,
        string path,
        RunQueries queries,
        CancellationToken cancellationToken)
    {
        (RunArtifact artifact, Stream content) = await queries.OpenArtifactAsync(runId, path, cancellationToken);

        // Always as a download: a file of a run may be HTML, and must not run with the rights of this address.
        return TypedResults.File(
            content,
            MediaTypeHeaderValue.TryParse(artifact.ContentType, out _) ? artifact.ContentType : "application/octet-stream",
            artifact.Path[(artifact.Path.LastIndexOf('/') + 1)..],
            artifact.CreatedAt,
            new EntityTagHeaderValue($"\"{artifact.Sha256}\""));
    }
}
