using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>What is being trained, and where a training is started.</summary>
public sealed partial class TrainingJobs : LiveComponent
{
    private const int PageSize = 20;

    private IReadOnlyList<DatasetVersion>? _datasets;
    private List<TrainingJob> _jobs = [];
    private string? _next;

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
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            Watch(Feed.Subscribe(), Take);
        }

        Page<TrainingJob> page = await Training.ListAsync(new PageQuery(PageSize), Lifetime);
        (_jobs, _next) = ([.. page.Items], page.NextCursor);
        Page<DatasetSummary> datasets = await DatasetService.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
        _datasets = [.. datasets.Items.Select(summary => summary.Latest)];
    }

    private static string Percent(double share) => FormattableString.Invariant($"{share * 100:0}\u00A0%");

    private static string BestOf(TrainingJob job) => job is { BestLearner: { } learner, BestValue: { } value }
        ? $"{Names.Learner(learner)}, {Names.Metric(job.BestMetric)} {Display.Number(value)}"
        : job.Error ?? "";

    private void Take(TrainingEvent item)
    {
        if (item.Job is not { } job)
        {
            return;
        }

        int index = _jobs.FindIndex(known => known.JobId == job.JobId);
        if (index >= 0)
        {
            _jobs[index] = job;
        }
        else
        {
            _jobs.Insert(0, job);
        }
    }

    private async Task MoreAsync()
    {
        Page<TrainingJob> page = await Training.ListAsync(PageQuery.Parse(PageSize, _next), Lifetime);
        _jobs = [.. _jobs, .. page.Items.Where(job => _jobs.TrueForAll(known => known.JobId != job.JobId))];
        _next = page.NextCursor;
    }
}
