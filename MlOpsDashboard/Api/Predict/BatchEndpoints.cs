using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MlOpsDashboard.Access;
using MlOpsDashboard.Api.Uploads;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Predict;

/// <summary>Predictions of whole tables, as jobs.</summary>
internal static class BatchEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapBatch(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/predict/jobs").WithTags("Prediction");
        group.MapPost("", StartAsync)
            .WithSummary("Predicts every row of a table, as a job: a file (multipart) or a stored data-set version (JSON).")
            .WithDescription("A form has the parts file (CSV or TSV with a header, plain or gzipped) and model_name or model_id. With an Idempotency-Key a repeated request starts no second job. The result comes whole or not at all: one bad row fails the job and is named.")
            .Accepts<BatchRequest>("application/json", "multipart/form-data")
            .Produces<BatchJobReply>(StatusCodes.Status202Accepted)
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("", ListAsync).WithSummary("The batch jobs, the latest first.");
        group.MapGet("/{job_id}", GetAsync).WithSummary("How far a batch job is.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{job_id}/result", ResultAsync)
            .WithSummary("The rows with their predictions, as CSV.")
            .WithDescription("spreadsheet=true is for people: cells that a spreadsheet would take for formulas get an apostrophe before them. Without it every cell is as it came.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{job_id}/cancel", CancelAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Stops a batch job within a second; it leaves no result.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<Accepted<BatchJobReply>> StartAsync(
        HttpRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        BatchService batch,
        UploadReader uploads,
        ClaimsPrincipal user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        string? key = IdempotencyKey.Check(idempotencyKey);
        BatchJob job;
        if (request.HasJsonContentType())
        {
            BatchRequest asked = await request.ReadFromJsonAsync<BatchRequest>(cancellationToken)
                ?? throw new InvalidException("body", "The body must be a JSON object.");
            job = await batch.StartAsync(asked, null, null, user.AsActor(), key, cancellationToken);
        }
        else
        {
            using UploadedForm form = await uploads.ReadAsync(request, _ => { }, cancellationToken);
            var asked = new BatchRequest { ModelName = form.Fields.GetValueOrDefault("model_name"), ModelId = form.Fields.GetValueOrDefault("model_id") };
            job = form.File is { } file
                ? await batch.StartAsync(asked, file, form.FileName, user.AsActor(), key, cancellationToken)
                : throw new InvalidException("file", "file is missing: send the table as a multipart field called file.");
        }

        return TypedResults.Accepted($"/api/predict/jobs/{job.JobId}", BatchJobReply.Of(job, clock.GetUtcNow()));
    }

    private static async Task<Page<BatchJobReply>> ListAsync(
        int? limit, string? cursor, BatchService batch, TimeProvider clock, CancellationToken cancellationToken)
    {
        Page<BatchJob> page = await batch.ListAsync(PageQuery.Parse(limit, cursor), cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        return new Page<BatchJobReply>([.. page.Items.Select(job => BatchJobReply.Of(job, now))], page.NextCursor);
    }

    private static async Task<BatchJobReply> GetAsync(
        [FromRoute(Name = "job_id")] string jobId, BatchService batch, TimeProvider clock, CancellationToken cancellationToken) =>
        BatchJobReply.Of(await batch.GetAsync(jobId, cancellationToken), clock.GetUtcNow());

    private static async Task<IResult> ResultAsync(
        [FromRoute(Name = "job_id")] string jobId, bool? spreadsheet, BatchService batch, CancellationToken cancellationToken)
    {
        Stream content = await batch.OpenResultAsync(jobId, cancellationToken);
        BatchJob job = await batch.GetAsync(jobId, cancellationToken);
        string type = job.Format.Separator == '\t' ? "text/tab-separated-values; charset=utf-8" : "text/csv; charset=utf-8";
        if (spreadsheet == true)
        {
            return TypedResults.Stream(
                output => SpreadsheetCopy.WriteAsync(content, job.Format.Separator, output, cancellationToken), type, job.ResultFileName, job.FinishedAt);
        }

        return TypedResults.Stream(
            content,
            type,
            job.ResultFileName,
            job.FinishedAt,
            new EntityTagHeaderValue($"\"{job.ResultSha256}\""),
            enableRangeProcessing: true);
    }

    private static async Task<BatchJobReply> CancelAsync(
        [FromRoute(Name = "job_id")] string jobId, BatchService batch, ClaimsPrincipal user, TimeProvider clock, CancellationToken cancellationToken) =>
        BatchJobReply.Of(await batch.CancelAsync(jobId, user.AsActor(), cancellationToken), clock.GetUtcNow());
}
