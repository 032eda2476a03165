using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>Data sets: immutable, numbered versions of tables.</summary>
internal static class DatasetEndpoints
{
    private const string Latest = "latest";

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapDatasets(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/datasets").WithTags("Data sets");
        group.MapPost("", StoreAsync).Accepts<UploadForm>("multipart/form-data")
            .Produces<DatasetVersionReply>(StatusCodes.Status201Created).Produces<DatasetVersionReply>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Stores a table. Nothing is stored of a faulty one; the error names the line. The same content again answers 200 with the version that holds it.");
        group.MapPost("/preview", PreviewAsync).Accepts<UploadForm>("multipart/form-data").ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Says how a table, or the beginning of one, would be read: encoding, separator, header, each column's type and format, and what was doubtful. Nothing is stored.");
        group.MapPost("/sample", StoreSampleAsync)
            .WithSummary("Stores the built-in sample: a made-up table of 10,000 customers whose true relation its description states.");
        group.MapGet("", ListAsync).WithSummary("The data sets by name, the latest version of each; q finds those with these letters in their names.");
        group.MapGet("/{name}", VersionsAsync).WithSummary("The versions of a data set, the latest first.");
        group.MapDelete("/{name}", DeleteAllAsync).WithSummary("Moves every version of a data set to the trash.");
        group.MapGet("/{name}/diff", DiffAsync)
            .WithSummary("Compares two versions: rows added, removed and changed (by key columns, else as a multiset), and how each column shifted.")
            .WithDescription(QueryList.Words);
        var version = group.MapGroup("/{name}/versions/{version}");
        version.MapGet("", GetAsync).WithSummary("One version; its number, or latest.");
        version.MapDelete("", DeleteAsync).WithSummary("Moves a version to the trash.");
        version.MapGet("/profile", ProfileAsync).WithSummary("What a version looks like, column by column.");
        version.MapGet("/validation", ValidationAsync).WithSummary("What speaks against training on a version as it is.");
        version.MapGet("/rows", RowsAsync).WithSummary("Some rows as they are written.");
        version.MapGet("/content", ContentAsync).Produces(StatusCodes.Status200OK, contentType: "text/csv").WithSummary("The rows as CSV, byte for byte what was stored.");
        return routes;
    }

    private static async Task<Results<Created<DatasetVersionReply>, Ok<DatasetVersionReply>>> StoreAsync(
        HttpRequest request, DatasetUploadReader reader, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Stored(await reader.StoreAsync(request, user.AsActor(), cancellationToken));

    private static async Task<PreviewReply> PreviewAsync(HttpRequest request, DatasetUploadReader reader, CancellationToken cancellationToken) =>
        PreviewReply.Of(await reader.PreviewAsync(request, cancellationToken));

    private static async Task<Results<Created<DatasetVersionReply>, Ok<DatasetVersionReply>>> StoreSampleAsync(
        DatasetService datasets, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Stored(await datasets.StoreSampleAsync(user.AsActor(), cancellationToken));

    private static Results<Created<DatasetVersionReply>, Ok<DatasetVersionReply>> Stored(StoredDataset stored)
    {
        var reply = DatasetVersionReply.Of(stored.Version);
        return stored.Created
            ? TypedResults.Created(FormattableString.Invariant($"/api/datasets/{reply.Dataset}/versions/{reply.Version}"), reply)
            : TypedResults.Ok(reply);
    }

    private static async Task<Page<DatasetReply>> ListAsync(int? limit, string? cursor, string? q, DatasetService datasets, CancellationToken cancellationToken)
    {
        Page<DatasetSummary> page = await datasets.ListAsync(PageQuery.Parse(limit, cursor, q), cancellationToken);
        return new Page<DatasetReply>([.. page.Items.Select(DatasetReply.Of)], page.NextCursor);
    }

    private static async Task<DatasetVersionsReply> VersionsAsync(
        string name, int? limit, string? cursor, DatasetService datasets, CancellationToken cancellationToken)
    {
        Page<DatasetVersion> page = await datasets.VersionsAsync(name, PageQuery.Parse(limit, cursor), cancellationToken);
        return new DatasetVersionsReply(name, [.. page.Items.Select(DatasetVersionReply.Of)], page.NextCursor);
    }

    private static async Task<DatasetVersionReply> GetAsync(string name, string version, DatasetService datasets, CancellationToken cancellationToken) =>
        DatasetVersionReply.Of(await datasets.GetAsync(name, Number(version), cancellationToken));

    private static async Task<ProfileReply> ProfileAsync(string name, string version, DatasetService datasets, CancellationToken cancellationToken)
    {
        DatasetVersion stored = await datasets.GetAsync(name, Number(version), cancellationToken);
        return ProfileReply.Of(stored, await datasets.ProfileAsync(name, stored.Version, cancellationToken));
    }

    private static Task<ValidationReport> ValidationAsync(string name, string version, DatasetService datasets, CancellationToken cancellationToken) =>
        datasets.ValidationAsync(name, Number(version), cancellationToken);

    private static async Task<RowsReply> RowsAsync(
        string name, string version, long? offset, int? limit, DatasetService datasets, CancellationToken cancellationToken)
    {
        int rows = PageQuery.Parse(limit, null).Limit;
        if (offset < 0)
        {
            throw new InvalidException("offset", "offset must be 0 or more.");
        }

        DatasetVersion stored = await datasets.GetAsync(name, Number(version), cancellationToken);
        return new RowsReply(
            [.. stored.Columns.Select(column => column.Name)],
            await datasets.RowsAsync(name, stored.Version, offset ?? 0, rows, cancellationToken),
            offset ?? 0,
            stored.Rows);
    }

    private static async Task<FileStreamHttpResult> ContentAsync(string name, string version, DatasetService datasets, CancellationToken cancellationToken)
    {
        DatasetVersion stored = await datasets.GetAsync(name, Number(version), cancellationToken);
        bool tabs = stored.Format.Separator == '\t';
        return TypedResults.Stream(
            await datasets.OpenContentAsync(name, stored.Version, cancellationToken),
            tabs ? "text/tab-separated-values" : "text/csv",
            FormattableString.Invariant($"{stored.Dataset}-{stored.Version}.{(tabs ? "tsv" : "csv")}"),
            stored.CreatedAt,
            new EntityTagHeaderValue($"\"{stored.Sha256}\""),
            enableRangeProcessing: true);
    }

    private static async Task<DatasetDiff> DiffAsync(
        string name, int from, int to, [FromQuery] string[]? key, DatasetService datasets, CancellationToken cancellationToken) =>
        await datasets.DiffAsync(
            name, from, to, QueryList.Read("key", key), cancellationToken);

    private static async Task<NoContent> DeleteAsync(
        string name, string version, DatasetTrash trash, DatasetService datasets, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        DatasetVersion stored = await datasets.GetAsync(name, Number(version), cancellationToken);
        await trash.DeleteAsync(name, stored.Version, user.AsActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAllAsync(string name, DatasetTrash trash, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await trash.DeleteAsync(name, null, user.AsActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static int? Number(string version) => version == Latest ? null
        : int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw new InvalidException("version", $"version must be a number or {Latest}, not '{version}'.");
}
