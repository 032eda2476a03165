using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>One job, live: what it does now, how good it is so far, how long it will take, and how to stop it.</summary>
public sealed partial class JobPage : ActingComponent
{
    private readonly List<TrainingTrial> _trials = [];
    private readonly List<TrainingLogLine> _log = [];
    private IReadOnlyList<LineSeries> _chart = [];
    private IReadOnlyList<TrainingTrial> _judged = [];
    private IReadOnlyDictionary<int, string> _differences = new Dictionary<int, string>();
    private int _best;
    private TrainingJob? _job;
    private ModelVersion? _version;
    private Exception? _missing;

    /// <summary>The job, from the address.</summary>
    [Parameter]
    public string JobId { get; set; } = "";

    [Inject]
    private TrainingService Training { get; set; } = default!;

    [Inject]
    private TrainingFeed Feed { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        // Registered before the snapshot is read, so that nothing falls between the two; what comes twice is recognised.
        if (RendererInfo.IsInteractive)
        {
            Watch(Feed.Subscribe(JobId), Take);
        }

        try
        {
            TrainingJob job = await Training.GetAsync(JobId, Lifetime);
            foreach (TrainingTrial trial in await Training.TrialsAsync(JobId, Lifetime))
            {
                Add(trial);
            }

            foreach (TrainingLogLine line in await Training.LogAsync(JobId, 0, Lifetime))
            {
                Add(line);
            }

            _job ??= job;
            Redraw();
            await FindModelAsync();
        }
        catch (NotFoundException exception)
        {
            _missing = exception;
        }
    }

    private static string Answer(TrainingJob job) => job.State switch
    {
        TrainingState.Queued => "Waiting for its turn.",
        TrainingState.Running when job is { BestLearner: { } learner, BestValue: { } value } =>
            $"Training. The best so far is {Names.LearnerInWords(learner)} with {Names.Metric(job.BestMetric)} {Display.Number(value)}.",
        TrainingState.Running => "Training. The first model comes in a moment.",
        TrainingState.Succeeded => $"Done: {Names.LearnerInWords(job.BestLearner)} with {Names.Metric(job.BestMetric)} {Display.Number(job.BestValue)} on the validation rows.",
        TrainingState.Cancelled => job.Error is null ? "Stopped. The best model until then is kept." : "Stopped.",
        _ => "Failed.",
    };

    private string Times(TrainingJob job)
    {
        if (job.StartedAt is not { } started)
        {
            return "";
        }

        TimeSpan elapsed = (job.FinishedAt ?? Time.GetUtcNow()) - started;
        double budget = job.Request.TimeBudgetSeconds ?? 0;
        string words = $"{Display.Duration(elapsed)} elapsed";
        return job.HasEnded || budget <= elapsed.TotalSeconds
            ? words
            : $"{words}, {Display.Duration(TimeSpan.FromSeconds(budget) - elapsed)} left at most";
    }

    private static string Clock(TrainingLogLine line) => line.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private void Take(TrainingEvent item)
    {
        if (item.Trial is { } trial)
        {
            Add(trial);
        }

        if (item.Line is { } line)
        {
            Add(line);
        }

        if (item.Job is { } job)
        {
            bool ended = job.HasEnded && _job?.HasEnded != true;
            _job = job;
            if (ended)
            {
                _ = InvokeAsync(FindModelAsync);
            }
        }

        Redraw();
    }

    private void Add(TrainingTrial trial)
    {
        if (_trials.TrueForAll(known => known.Number != trial.Number))
        {
            _trials.Add(trial);
        }
    }

    private void Add(TrainingLogLine line)
    {
        if (_log.Count == 0 || line.Seq > _log[^1].Seq)
        {
            _log.Add(line);
        }
        else if (!_log.Exists(known => known.Seq == line.Seq))
        {
            _log.Insert(_log.FindIndex(known => known.Seq > line.Seq), line);
        }
    }

    private void Redraw()
    {
        if (_differences.Count != _trials.Count)
        {
            _differences = TrialWords.Differences(_trials);
        }

        if (_chart.Count == 0 || _chart[0].X.Length != _trials.Count(trial => trial.Value is not null))
        {
            _chart = TrialWords.Lines(_trials, _job?.BestMetric);
            _best = TrialWords.Best(_trials, _job?.BestMetric);
            _judged = [.. _trials.Where(trial => trial.Value is not null)];
        }
    }

    private async Task FindModelAsync()
    {
        if (_job is not { HasEnded: true, RunId: { } runId })
        {
            return;
        }

        _version = await Registry.FindByRunAsync(runId, Lifetime);
        StateHasChanged();
    }

    private Task PromotedAsync()
    {
        Error = null;
        return FindModelAsync();
    }

    private Task CancelAsync() => ActAsync(async actor =>
    {
        TrainingJob job = await Training.CancelAsync(JobId, actor, Lifetime);
        _job = _job?.HasEnded == true ? _job : job;
    });
}
