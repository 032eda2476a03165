using System.Security.Claims;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Concept;
using MlOpsDashboard.Core.Drift.Segments;

namespace MlOpsDashboard.Api.Drift;

/// <summary>Checks for drift, and what they said.</summary>
internal static class DriftEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapDrift(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/monitoring/drift").WithTags("Monitoring");
        group.MapGet("", ReadAsync)
            .WithSummary("The latest drift report of a model, and what the checks before it said, the newest first.")
            .WithDescription("sort is severity or expected_loss: the order of the report's features.")
            .Produces<DriftHistory>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/concept", ConceptAsync)
            .WithSummary("Whether what the version in production has learned still holds: its errors by the labels since its promotion, with change points and an estimate for predictions without labels.")
            .WithDescription("Too few labelled predictions give the verdict too_few_rows and never an alarm.")
            .Produces<ConceptDriftReport>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/check", CheckAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Compares recent predictions of the version in production, or a data set, with its training data, feature by feature.")
            .WithDescription("Without from, to and rows the latest predictions are taken. Too few rows give the verdict too_few_rows and never an alarm. The report is kept.")
            .Produces<DriftReport>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/simulate", SimulateAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Changes rows of the training data and tells what a check would say; with send the rows are asked as predictions and labelled.")
            .WithDescription("kind is shift (amount in standard deviations), scale (a factor), swap or missing (a share of the rows). The report is not kept.")
            .Produces<DriftSimulationResult>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/settings/{model_name}", SettingsAsync).WithSummary("How a model is checked, and when.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/settings/{model_name}", ChangeAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Changes how a model is checked: thresholds of the model and of single features, rows, and a schedule.")
            .WithDescription("What is left out is as configured. schedule is a cron line in UTC.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/segments", SegmentsAsync)
            .WithSummary("The drift and the quality of parts of the traffic: of the rows with each value of a column of words.")
            .WithDescription("A part with too few rows has the verdict too_few_rows. The false-alarm rate is that of all parts together.")
            .Produces<SegmentReport>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/{id}", GetAsync).WithSummary("A drift report.").WithDescription("sort is severity or expected_loss.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{id}/report.html", HtmlAsync).WithSummary("A drift report as one file of HTML that needs nothing else.").ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<DriftHistory> ReadAsync(string? model, string? sort, DriftService drift, CancellationToken cancellationToken)
    {
        DriftOrder order = OrderOf(sort);
        DriftHistory history = await drift.ReadAsync(model, cancellationToken);
        return history with { Latest = history.Latest?.In(order) };
    }

    private static Task<SegmentReport> SegmentsAsync(string? model, string? column, int? rows, SegmentService segments, CancellationToken cancellationToken) =>
        segments.ReadAsync(model, column, rows, cancellationToken);

    private static Task<ConceptDriftReport> ConceptAsync(string? model, ConceptDriftService concept, CancellationToken cancellationToken) =>
        concept.ReadAsync(model, cancellationToken);

    private static Task<DriftReport> CheckAsync(DriftCheckForm form, DriftService drift, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        drift.CheckAsync(
            new DriftRequest
            {
                ModelName = form.ModelName ?? "",
                Dataset = form.Dataset,
                Rows = form.Rows,
                From = form.From?.ToUniversalTime(),
                To = form.To?.ToUniversalTime(),
            },
            user.AsActor(),
            cancellationToken);

    private static Task<DriftSimulationResult> SimulateAsync(DriftSimulationForm form, DriftSimulator simulator, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        simulator.RunAsync(
            new DriftSimulation { ModelName = form.ModelName ?? "", Changes = form.Changes ?? [], Rows = form.Rows ?? DriftSimulationForm.UsualRows, Send = form.Send },
            user.AsActor(),
            cancellationToken);

    private static Task<DriftSettings> SettingsAsync(string model_name, DriftService drift, CancellationToken cancellationToken) =>
        drift.SettingsAsync(model_name, cancellationToken);

    private static Task<DriftSettings> ChangeAsync(string model_name, DriftSettings settings, DriftService drift, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        drift.ChangeSettingsAsync(model_name, settings, user.AsActor(), cancellationToken);

    private static async Task<DriftReport> GetAsync(string id, string? sort, DriftService drift, CancellationToken cancellationToken)
    {
        DriftOrder order = OrderOf(sort);
        return (await drift.GetAsync(id, cancellationToken)).In(order);
    }

    private static DriftOrder OrderOf(string? sort) => sort switch
    {
        null or "" or "severity" => DriftOrder.Severity,
        "expected_loss" => DriftOrder.ExpectedLoss,
        _ => throw new InvalidException("sort", "sort must be severity or expected_loss."),
    };

    private static async Task<IResult> HtmlAsync(string id, DriftService drift, CancellationToken cancellationToken)
    {
        DriftReport report = await drift.GetAsync(id, cancellationToken);
        string name = FormattableString.Invariant($"drift-{report.ModelName}-{report.ModelVersion}-{report.CheckedAt:yyyyMMdd-HHmmss}.html");
        return Results.File(System.Text.Encoding.UTF8.GetBytes(DriftHtml.Of(report)), "text/html; charset=utf-8", name);
    }
}
