using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>What is being trained, and where a training is started.</summary>
public sealed partial class TrainingJobs : ListPage
{
    private const int PageSize = 20;

    private static readonly IReadOnlyList<TableColumn<TrainingJob>> s_columns =
    [
        new("model", "Model", job => job.ModelName) { IsHead = true, Cell = job => Cells.Link(job.ModelName, $"training/{job.JobId}") },
        new("data", "Data", job => $"{job.Request.Dataset}:{job.Request.DatasetVersion}"),
        new("state", "State", job => job.State.ToString()) { Cell = job => Cells.Component<JobBadge>(nameof(JobBadge.State), job.State) },
        new("trials", "Progress", job => $"{TrialWords.Done(job)} of {TrialWords.Most(job)}, {Percent(job.Progress)}"),
        new("best", "Best so far", job => job is { BestLearner: { } learner, BestValue: { } value } ? $"{Names.Learner(learner)}, {Names.Metric(job.BestMetric)} {Display.Number(value)}" : job.Error),
        new("created_at", "Asked for", job => job.CreatedAt) { Cell = job => Cells.Time(job.CreatedAt) },
        new("created_by", "By", job => job.CreatedBy),
        new("duration", "Duration", job => job is { StartedAt: { } from, FinishedAt: { } to } ? Display.Duration(to - from) : null) { IsFigure = true, IsUsual = false },
    ];

    private IReadOnlyList<DatasetVersion>? _datasets;
    private List<TrainingJob> _jobs = [];
    private int _total;
    private bool _watching;

    /// <summary>The data set to begin with, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Dataset { get; set; }

    /// <summary>The version of it, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Version { get; set; }

    [Inject]
    private TrainingService Training { get; set; } = default!;

    [Inject]
    private TrainingFeed Feed { get; set; } = default!;

    [Inject]
    private DatasetService DatasetService { get; set; } = default!;

    private string Answer
    {
        get
        {
            int running = _jobs.Count(job => job.State == TrainingState.Running);
            int waiting = _jobs.Count(job => job.State == TrainingState.Queued);
            return running + waiting == 0
                ? "Nothing is being trained now. Choose data and a target; the rest is suggested."
                : $"{running} running, {waiting} waiting.";
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && !_watching)
        {
            _watching = true;
            Watch(Feed.Subscribe(), TakeAsync);
        }

        await LoadAsync();
        if (_datasets is null)
        {
            Page<DatasetSummary> datasets = await DatasetService.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
            _datasets = [.. datasets.Items.Select(summary => summary.Latest)];
        }
    }

    private static string Percent(double share) => FormattableString.Invariant($"{share * 100:0}\u00A0%");

    /// <inheritdoc/>
    protected override TableState Asked() => TableState.Of("training", Navigation.Uri);

    /// <inheritdoc/>
    protected override async Task ReadAsync(TableState state)
    {
        int total = await Training.CountAsync(state.Text, Lifetime);
        Page<TrainingJob> page = await Training.ListAsync(new PageQuery(PageSize, (state.Page - 1) * PageSize) { Find = state.Text }, Lifetime);
        (_jobs, _total) = ([.. page.Items], total);
    }

    // A job that is shown changes in its place; one that is not is new.
    private Task TakeAsync(TrainingEvent item)
    {
        if (item.Job is not { } job)
        {
            return Task.CompletedTask;
        }

        int index = _jobs.FindIndex(known => known.JobId == job.JobId);
        if (index < 0)
        {
            return job.HasEnded ? Task.CompletedTask : LoadAsync();
        }

        _jobs[index] = job;
        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<TrainingJob>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Training.ListAsync(query with { Find = State!.Text }, token), cancellationToken);
}
