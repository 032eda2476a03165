using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>Experiments and their runs.</summary>
internal static class ExperimentEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapExperiments(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/experiments").WithTags("Experiments");
        group.MapGet("", ListAsync).WithSummary("The experiments, by name, each with its best run; q finds those with these letters in their names.");
        group.MapGet("/{name}", GetAsync).WithSummary("One experiment.");
        group.MapGet("/{name}/runs", RunsAsync)
            .WithSummary("The runs of an experiment.")
            .WithDescription("sort is started_at (default), ended_at, duration, name, status, created_by, score, metrics.KEY or params.KEY; "
                + "order is desc (default) or asc; status may be given several times or with commas; text searches names, parameters and tags.");
        return routes;
    }

    private static async Task<Page<ExperimentReply>> ListAsync(
        int? limit, string? cursor, string? q, RunQueries queries, CancellationToken cancellationToken)
    {
        Page<ExperimentRow> page = await queries.ExperimentsAsync(PageQuery.Parse(limit, cursor, q), cancellationToken);
        return new Page<ExperimentReply>([.. page.Items.Select(ExperimentReply.Of)], page.NextCursor);
    }

    private static async Task<ExperimentReply> GetAsync(string name, RunQueries queries, CancellationToken cancellationToken) =>
        ExperimentReply.Of(await queries.ExperimentAsync(name, cancellationToken));

    private static async Task<Page<RunReply>> RunsAsync(
        string name,
        [AsParameters] RunListing listing,
        RunQueries queries,
        CancellationToken cancellationToken)
    {
        Page<RunRow> page = await queries.PageAsync(
            listing.ToFilter() with { Experiment = name }, PageQuery.Parse(listing.Limit, listing.Cursor), cancellationToken);
        return new Page<RunReply>([.. page.Items.Select(RunReply.Of)], page.NextCursor);
    }
}
