using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Retraining;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>Gathers what the overview shows.</summary>
/// <param name="datasets">The data sets.</param>
/// <param name="training">The training jobs.</param>
/// <param name="runs">The runs.</param>
/// <param name="registry">The models.</param>
/// <param name="monitoring">Their traffic.</param>
/// <param name="quality">What labels say of them.</param>
/// <param name="alerts">What fires.</param>
/// <param name="retraining">What waits for a person.</param>
/// <param name="clock">Tells the present.</param>
public sealed class OverviewReader(
    DatasetService datasets,
    TrainingService training,
    RunQueries runs,
    RegistryService registry,
    MonitoringQueries monitoring,
    QualityService quality,
    AlertService alerts,
    RetrainingService retraining,
    TimeProvider clock)
{
    private const int ShownEvents = 8;

    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);
    private static readonly PageQuery s_all = new(PageQuery.MaxLimit);
    private static readonly PageQuery s_latest = new(ShownEvents);
    private static readonly RunFilter s_finished = new() { Statuses = [RunStatus.Finished] };

    /// <summary>The present state.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<OverviewState> ReadAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DatasetSummary> data = (await datasets.ListAsync(s_all, cancellationToken)).Items;
        IReadOnlyList<TrainingJob> jobs = (await training.ListAsync(s_latest, cancellationToken)).Items;
        IReadOnlyList<ModelRow> models = (await registry.ListAsync(s_all, cancellationToken)).Items;
        DatasetVersion? newest = data.Select(set => set.Latest).MaxBy(version => version.CreatedAt);
        ModelVersion[] production = [.. models.Select(model => model.Production).OfType<ModelVersion>()];
        Operations? operations = production.Length == 0 ? null : await OperateAsync(production, cancellationToken);
        return new OverviewState
        {
            Datasets = data.Count,
            NewestDataset = newest is null ? null : $"{newest.Dataset}:{newest.Version}",
            NewestRows = newest?.Rows ?? 0,
            Runs = await runs.CountAsync(s_finished, cancellationToken),
            ActiveJobs = jobs.Count(job => !job.HasEnded),
            Versions = models.Sum(model => model.Versions),
            NewestModel = models.Select(model => model.Latest).MaxBy(version => version?.CreatedAt)?.ModelId,
            Serving = [.. production.Select(version => version.ModelId)],
            Operations = operations,
            Attention = operations is null ? [] : Attention.Of(
                operations, await alerts.ListFiringAsync(cancellationToken), await retraining.ListWaitingAsync(cancellationToken), models, jobs, clock.GetUtcNow()),
            Events = await EventsAsync(data, jobs, models, cancellationToken),
        };
    }

    private async Task<Operations> OperateAsync(IReadOnlyList<ModelVersion> production, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        TrafficReport hour = await monitoring.ReadAsync(new MonitoringQuery { From = now - s_hour, To = now, Points = 60 }, cancellationToken);
        IReadOnlyList<VersionQuality> week = await quality.ReadAsync(new MonitoringQuery { From = now - s_week, To = now }, cancellationToken);
        IReadOnlyList<StageEvent> moves = await registry.MovesAsync(null, hour.From, hour.To, cancellationToken);
        return Operations.Of(production, hour, week, [.. moves.Where(move => move.ToStage == ModelStage.Production)]);
    }

    private async Task<IReadOnlyList<OverviewEvent>> EventsAsync(
        IReadOnlyList<DatasetSummary> data, IReadOnlyList<TrainingJob> jobs, IReadOnlyList<ModelRow> models, CancellationToken cancellationToken)
    {
        List<OverviewEvent> events = [.. data.Select(set => Stored(set.Latest)), .. jobs.Select(Trained)];
        // A model's last event is its last change, so the models that changed last hold the last events.
        foreach (ModelRow model in models.OrderByDescending(model => model.Model.UpdatedAt).Take(ShownEvents))
        {
            Page<StageEvent> history = await registry.HistoryAsync(model.Model.Name, null, s_latest, cancellationToken);
            events.AddRange(history.Items.Select(Moved));
        }

        return [.. events.OrderByDescending(item => item.At).Take(ShownEvents)];
    }

    private static OverviewEvent Stored(DatasetVersion version) => new(
        version.CreatedAt,
        "info",
        "Data",
        $"{version.Dataset}:{version.Version} was stored with {Display.Count(version.Rows)} rows",
        $"data/{Uri.EscapeDataString(version.Dataset)}",
        version.CreatedBy);

    private static OverviewEvent Trained(TrainingJob job)
    {
        (string status, string words) = job.State switch
        {
            TrainingState.Succeeded => ("ok", $"Training of {job.ModelName} has ended"),
            TrainingState.Failed => ("error", $"Training of {job.ModelName} has failed"),
            TrainingState.Cancelled => ("muted", $"Training of {job.ModelName} was cancelled"),
            TrainingState.Running => ("busy", $"{job.ModelName} is being trained"),
            _ => ("muted", $"Training of {job.ModelName} waits for its turn"),
        };
        return new OverviewEvent(job.FinishedAt ?? job.StartedAt ?? job.CreatedAt, status, "Training", words, $"training/{job.JobId}", job.CreatedBy);
    }

    private static OverviewEvent Moved(StageEvent change)
    {
        string model = $"{change.Name}:{change.Version}";
        (string status, string words) = change.Kind switch
        {
            StageEventKind.Registered => ("info", $"{model} was registered"),
            StageEventKind.Moved when change.ToStage == ModelStage.Production => ("ok", $"{model} went to production"),
            StageEventKind.Moved => ("info", $"{model} went to {StageRules.Word(change.ToStage ?? ModelStage.None)}"),
            StageEventKind.Superseded => ("muted", $"{model} left production"),
            StageEventKind.Restored => ("info", $"{model} came back from the trash"),
            StageEventKind.AliasSet => ("info", $"{model} is {change.Name}@{change.Alias}"),
            StageEventKind.AliasRemoved => ("muted", $"{model} is no longer {change.Name}@{change.Alias}"),
            StageEventKind.Purged => ("muted", $"{model} was removed for good"),
            _ => ("muted", $"{model} went to the trash"),
        };
        return new OverviewEvent(change.At, status, "Registry", words, ModelLinks.Model(change.Name), change.Actor);
    }
}
