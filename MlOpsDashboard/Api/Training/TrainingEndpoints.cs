using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Api.Training;

/// <summary>Training jobs.</summary>
internal static class TrainingEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapTraining(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/training").WithTags("Training");
        group.MapPost("/start", StartAsync)
            .WithSummary("Starts a training job.")
            .WithDescription("Only model_name, dataset and target are needed. Options that contradict each other or the data, and members that there are not, are refused. With an Idempotency-Key a repeated request starts no second job.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/jobs", ListAsync).WithSummary("The training jobs, the latest first.");
        group.MapGet("/learners", Learners).WithSummary("The learners with their hyper-parameters.");
        group.MapGet("/feature-steps", FeatureSteps).WithSummary("The kinds of steps of feature engineering with their parameters.");
        group.MapGet("/status/{job_id}", StatusAsync).WithSummary("How far a job is.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/trials/{job_id}", TrialsAsync).WithSummary("A job's trials so far.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/search/{job_id}", SearchAsync)
            .WithSummary("How much each hyper-parameter mattered in a job's search, by learner.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/logs/{job_id}", LogsAsync).WithSummary("The lines of a job's log after a number.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/cancel/{job_id}", CancelAsync)
            .WithSummary("Stops a job within a second; its best model so far is kept.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<Accepted<StartedReply>> StartAsync(
        TrainingRequest request,
        [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        TrainingService training,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        TrainingJob job = await training.StartAsync(request, user.AsActor(), IdempotencyKey.Check(idempotencyKey), cancellationToken);
        return TypedResults.Accepted($"/api/training/status/{job.JobId}", StartedReply.Of(job));
    }

    private static async Task<Page<JobReply>> ListAsync(
        int? limit, string? cursor, TrainingService training, RegistryService registry, CancellationToken cancellationToken)
    {
        Page<TrainingJob> page = await training.ListAsync(PageQuery.Parse(limit, cursor), cancellationToken);
        var replies = new List<JobReply>();
        foreach (TrainingJob job in page.Items)
        {
            replies.Add(await WithModelAsync(job, registry, cancellationToken));
        }

        return new Page<JobReply>(replies, page.NextCursor);
    }

    // The registry knows what became of a run; training does not know the registry.
    private static async Task<JobReply> WithModelAsync(TrainingJob job, RegistryService registry, CancellationToken cancellationToken)
    {
        ModelVersion? version = job is { HasEnded: true, RunId: { } runId } ? await registry.FindByRunAsync(runId, cancellationToken) : null;
        return JobReply.Of(job, version?.ModelId);
    }

    private static Page<LearnerReply> Learners() => new([.. LearnerCatalog.All.Select(LearnerReply.Of)], null);

    private static Page<FeatureStepReply> FeatureSteps() => new([.. FeatureStepCatalog.All.Select(FeatureStepReply.Of)], null);

    private static async Task<JobReply> StatusAsync(
        [FromRoute(Name = "job_id")] string jobId, TrainingService training, RegistryService registry, CancellationToken cancellationToken) =>
        await WithModelAsync(await training.GetAsync(jobId, cancellationToken), registry, cancellationToken);

    private static async Task<Page<TrialReply>> TrialsAsync(
        [FromRoute(Name = "job_id")] string jobId, TrainingService training, CancellationToken cancellationToken)
    {
        await training.GetAsync(jobId, cancellationToken);
        return new Page<TrialReply>([.. (await training.TrialsAsync(jobId, cancellationToken)).Select(TrialReply.Of)], null);
    }

    private static async Task<Page<SearchReply>> SearchAsync(
        [FromRoute(Name = "job_id")] string jobId, TrainingService training, CancellationToken cancellationToken)
    {
        TrainingJob job = await training.GetAsync(jobId, cancellationToken);
        IReadOnlyList<TrainingTrial> trials = await training.TrialsAsync(jobId, cancellationToken);
        return new Page<SearchReply>([.. SearchInsight.Of(trials, job.BestMetric).Select(SearchReply.Of)], null);
    }

    private static async Task<LogReply> LogsAsync(
        [FromRoute(Name = "job_id")] string jobId, long? after, TrainingService training, CancellationToken cancellationToken)
    {
        IReadOnlyList<TrainingLogLine> lines = await training.LogAsync(jobId, after ?? 0, cancellationToken);
        return LogReply.Of(lines, after ?? 0);
    }

    private static async Task<JobReply> CancelAsync(
        [FromRoute(Name = "job_id")] string jobId, TrainingService training, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        JobReply.Of(await training.CancelAsync(jobId, user.AsActor(), cancellationToken));
}
