using MlOpsDashboard.Components.Pages.Alerts;
using MlOpsDashboard.Components.Pages.Monitoring;
using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Retraining;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>Finds what needs a person.</summary>
internal static class Attention
{
    private static readonly TimeSpan s_recent = TimeSpan.FromDays(1);

    /// <summary>What needs a person, the most pressing first.</summary>
    /// <param name="operations">How the models in production do.</param>
    /// <param name="firing">The alerts that fire, the most pressing first.</param>
    /// <param name="challengers">The retrainings whose challengers wait for a person.</param>
    /// <param name="models">All models.</param>
    /// <param name="jobs">The latest training jobs.</param>
    /// <param name="now">The present.</param>
    public static IReadOnlyList<AttentionItem> Of(
        Operations operations, IReadOnlyList<AlertEvent> firing, IReadOnlyList<RetrainingDecision> challengers, IReadOnlyList<ModelRow> models, IReadOnlyList<TrainingJob> jobs, DateTimeOffset now) =>
    [
        .. firing.Select(Firing),
        .. operations.Lines.Where(line => line.NeedsLook).Select(Failing),
        .. challengers.Select(Passed),
        .. jobs.Where(job => job.State == TrainingState.Failed && now - (job.FinishedAt ?? job.CreatedAt) < s_recent).Select(Failed),
        .. models.Where(row => row is { Production: { } live, Latest: { } latest } && latest.Version > live.Version && latest.Stage is ModelStage.None or ModelStage.Staging)
            .Where(row => !challengers.Any(challenger => challenger.ModelName == row.Model.Name && challenger.ChallengerVersion == row.Latest!.Version)).Select(Newer),
        .. models.Where(row => row is { Production: null, Latest: { Stage: ModelStage.None or ModelStage.Staging } }).Select(Waiting),
    ];

    private static AttentionItem Firing(AlertEvent item) => new(
        AlertLinks.Tone(AlertState.Firing, item.Severity), "alert", item.Message, $"rule {item.RuleName}, since {Display.Moment(item.At)}", "Look", "alerts");

    private static AttentionItem Passed(RetrainingDecision decision) => new(
        "warn",
        "challenger",
        $"{decision.ModelName}:{decision.ChallengerVersion} has passed, and waits for a person",
        decision.Comparison is { } comparison
            ? $"{Names.Metric(comparison.Metric)} {Display.Number(comparison.Challenger)}, the champion's {Display.Number(comparison.Champion)}, on {Display.Count(comparison.Rows)} held-out rows"
            : "",
        "Decide",
        $"retraining?model={Uri.EscapeDataString(decision.ModelName)}");

    private static AttentionItem Failing(OperationLine line) => new(
        line.Status,
        line.Word,
        line.State == OperationState.Failing
            ? $"{line.Version.ModelId}: {TrafficHealth.Percent(line.ErrorShare ?? 0)} of the requests failed"
            : $"{line.Version.ModelId}: many requests were rejected",
        $"{Display.Number(line.PerMinute, 3)} requests a minute in the last hour",
        "Look",
        $"monitoring?model={Uri.EscapeDataString(line.Version.Name)}&range=1h");

    private static AttentionItem Failed(TrainingJob job) =>
        new("error", "training", $"Training of {job.ModelName} has failed", job.Error ?? "", "Look", $"training/{job.JobId}");

    private static AttentionItem Newer(ModelRow row)
    {
        DecidingFigure? against = DecidingFigure.Against(row.Latest!, row.Production!);
        string evidence = against is null || row.Latest!.Metric is not { } metric
            ? ""
            : $"{Names.Metric(metric, row.Latest.Task)} {Display.Number(row.Latest.Metrics[metric])}, {against.Value} {against.Label}: {against.Hint}";
        return new("info", "newer", $"{row.Latest!.ModelId} waits beside {row.Production!.ModelId}, which serves", evidence, "Review", ModelLinks.Model(row.Model.Name, row.Latest.Version));
    }

    private static AttentionItem Waiting(ModelRow row) => new(
        "info", "waiting", $"{row.Latest!.ModelId} is in no production yet", $"registered by {row.Latest.CreatedBy}", "Review", ModelLinks.Model(row.Model.Name, row.Latest.Version));
}
