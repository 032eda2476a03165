using System.Text.Json;
using System.Threading.Channels;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Training;

/// <summary>Writes every trial as a tracked run under the job's run, beside the training, which never waits for it.</summary>
internal sealed class TrialRecorder
{
    private readonly TrackingService _tracking;
    private readonly TrainingJournal _journal;
    private readonly NewRun _template;
    private readonly string _jobId;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _giveUp;
    private readonly Channel<TrialSteps> _trials = Channel.CreateUnbounded<TrialSteps>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;
    private readonly Dictionary<int, TrialSteps> _running = [];

    /// <summary>Begins to record.</summary>
    /// <param name="tracking">Takes the runs.</param>
    /// <param name="journal">Told of each trial when it is stored.</param>
    /// <param name="template">What all the trials' runs have in common.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="clock">Gives times.</param>
    /// <param name="giveUp">Ends the tries to store a trial while nothing can be stored.</param>
    public TrialRecorder(
        TrackingService tracking, TrainingJournal journal, NewRun template, string jobId, TimeProvider clock, CancellationToken giveUp)
    {
        _tracking = tracking;
        _journal = journal;
        _template = template;
        _jobId = jobId;
        _clock = clock;
        _giveUp = giveUp;
        _loop = Task.Run(LoopAsync, CancellationToken.None);
    }

    /// <summary>Takes an event of the trainer, on a thread that trains; never two at once.</summary>
    /// <param name="happened">The event.</param>
    public void Hear(TrainerEvent happened)
    {
        switch (happened)
        {
            case TrainerEvent.TrialBegan began:
                _running[began.Number] = new TrialSteps(_clock.GetUtcNow());
                break;
            case TrainerEvent.TrialStepped step:
                _running[step.Number].Add(step.Progress, _clock.GetUtcNow());
                break;
            case TrainerEvent.TrialEnded ended:
                _running.Remove(ended.Result.Number, out TrialSteps? steps);
                _trials.Writer.TryWrite(steps! with { Result = ended.Result });
                break;
            default:
                break;
        }
    }

    /// <summary>Waits until every trial is stored.</summary>
    public async Task CompleteAsync()
    {
        _trials.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task LoopAsync()
    {
        await foreach (TrialSteps trial in _trials.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await RecordAsync(trial, trial.Result!).ConfigureAwait(false);
        }
    }

    private async Task RecordAsync(TrialSteps trial, TrialResult result)
    {
        NewRun facts = _template with
        {
            Name = $"trial {result.Number}: {result.Learner}",
            Seed = result.Seed,
            Parameters = new Dictionary<string, string>(RunFacts.Texts(result.Hyperparameters), StringComparer.Ordinal) { [RunParameters.Learner] = result.Learner },
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = "trial", ["outcome"] = PlanWords.Outcomes.WordFor(result.Outcome) },
        };
        string runId = "";
        await KeepTryingAsync(async () => runId = (await _tracking.StartAsync(facts, CancellationToken.None).ConfigureAwait(false)).RunId).ConfigureAwait(false);
        DateTimeOffset now = _clock.GetUtcNow();
        MetricPoint[] points =
        [
            .. trial.Points,
            .. result.Metrics.Select(metric => new MetricPoint(metric.Key, metric.Value, result.Steps, now)),
            .. result.OutOfBag.Select(figure => new MetricPoint(figure.Key, figure.Value, 0, now)),
            new MetricPoint("duration_seconds", result.Duration.TotalSeconds, 0, now),
        ];
        await KeepTryingAsync(() => _tracking.LogMetricsAsync(runId, points, CancellationToken.None)).ConfigureAwait(false);
        foreach ((string path, byte[] content) in CurveFiles.Of(result.Curves, result.Importance, "model"))
        {
            await KeepTryingAsync(() => _tracking.AddArtifactAsync(runId, path, "application/json", content, CancellationToken.None)).ConfigureAwait(false);
        }

        RunStatus status = result.Outcome == TrialOutcome.Failed ? RunStatus.Failed : RunStatus.Finished;
        await KeepTryingAsync(() => _tracking.FinishAsync(runId, status, result.Error, CancellationToken.None)).ConfigureAwait(false);
        _journal.Add(new TrainingTrial
        {
            JobId = _jobId,
            Number = result.Number,
            Learner = result.Learner,
            Hyperparameters = JsonSerializer.Serialize(result.Hyperparameters.Values, TrainingJson.Options),
            Value = double.IsFinite(result.Value) ? result.Value : null,
            Outcome = PlanWords.Outcomes.WordFor(result.Outcome),
            Seconds = result.Duration.TotalSeconds,
            State = TrialState.Write(result),
            RunId = runId,
        });
    }

    private Task KeepTryingAsync(Func<Task> write) => _journal.KeepTryingAsync(write, _giveUp);
}
