using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Training;

/// <summary>The work of a job, once: load the data, train, keep the winner.</summary>
internal sealed class TrainingAttempt(TrainingTools tools, TrainingJob job, TrainingJournal journal, CancellationToken cancelled, CancellationToken shutdown)
{
    /// <summary>Does the work.</summary>
    /// <returns>How it ended.</returns>
    /// <exception cref="OperationCanceledException">The program stops: the job is to be run again.</exception>
    public async Task<TrainingEnd> RunAsync()
    {
        DatasetVersion version = await tools.Datasets.GetAsync(job.Request.Dataset!, job.Request.DatasetVersion, shutdown).ConfigureAwait(false);
        journal.Update(row => row.Stage = "loading data");
        journal.Log($"Loading {version.Dataset}:{version.Version}: {version.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows.");
        DataTable table = await LoadAsync(version).ConfigureAwait(false);
        ValidationReport report = await tools.Datasets.ValidationAsync(version.Dataset, version.Version, shutdown).ConfigureAwait(false);
        foreach (ValidationFinding leak in report.LeaksOf(job.Request.Target!, job.Request.Features))
        {
            journal.Log(leak.Message, "warning");
        }

        TargetColumn target = await TrainingTarget.ReadAsync(
            tools.Datasets, version, table.Find(job.Request.Target!)!, TrainingRequestRules.TaskOf(job.Request.Task), shutdown).ConfigureAwait(false);
        IReadOnlyList<string> classes = target.Classes;
        TaskKind task = target.Task;
        TrainingRequestRules.CheckTask(job.Request, task);
        target = target.Facing(job.Request.PositiveClass);
        TargetRules.Check(job.Request, target);
        if (task == TaskKind.Binary)
        {
            journal.Log($"Positive class: {PositiveClass.Words(target.Classes, job.Request.PositiveClass is null)}.");
        }

        IReadOnlyList<TrialResult> past = TrialState.Resume(await tools.Jobs.TrialsAsync(job.JobId, shutdown).ConfigureAwait(false));
        await tools.Jobs.DeleteTrialsAsync(job.JobId, past.Count, shutdown).ConfigureAwait(false);
        TrainingPlan plan = TrainingPlans.Of(job.Request, task, version, tools.Threads, past) with { Classes = classes, PastFolds = job.OuterFolds };
        string metric = plan.Metric ?? MetricCatalog.DefaultFor(task).Name;
        Remember(past, MetricCatalog.Find(metric)!);
        NewRun facts = RunFacts.Of(job, version, metric, tools.Threads);
        string runId = job.RunId ?? await BeginRunAsync(facts, plan, target, metric).ConfigureAwait(false);
        try
        {
            TrainerOutcome outcome = await TrainAsync(table, plan, facts with { ParentRunId = runId }).ConfigureAwait(false);
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancelled, shutdown);
            return await KeepAsync(runId, outcome, giveUp.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await journal.KeepTryingAsync(
                () => tools.Tracking.FinishAsync(runId, RunStatus.Failed, TrainingRunner.Sentence(exception), CancellationToken.None), shutdown).ConfigureAwait(false);
            throw;
        }
    }

    private void Remember(IReadOnlyList<TrialResult> past, Metric metric)
    {
        TrialResult? best = metric.Best(past.Where(trial => trial.IsJudged), trial => trial.Value);
        journal.Update(row => (row.TrialsDone, row.BestLearner, row.BestMetric, row.BestValue) = (past.Count, best?.Learner, metric.Name, Finite(best?.Value ?? double.NaN)));
    }

    private Task<DataTable> LoadAsync(DatasetVersion version)
    {
        string[] needed = [.. ((string?[])[job.Request.Target, job.Request.Validation!.GroupColumn, job.Request.Validation.TimeColumn]).OfType<string>()];
        string[]? columns = job.Request.Features is { } features
            ? [.. features.Concat(needed).Distinct(StringComparer.Ordinal)]
            : null;
        return tools.Datasets.LoadAsync(version.Dataset, version.Version, columns, shutdown);
    }

    private async Task<string> BeginRunAsync(NewRun facts, TrainingPlan plan, TargetColumn target, string metric)
    {
        Run run = await tools.Tracking.StartAsync(
            facts with
            {
                Name = $"{job.ModelName}: search",
                RegisterAs = job.Request.Register == true ? job.ModelName : null,
                Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = "search" },
                Parameters = new Dictionary<string, string>(RunSettings.Of(job.Request, plan, target, metric).Concat(RequestedSteps.Facts(job.Request)), StringComparer.Ordinal),
            },
            shutdown).ConfigureAwait(false);
        journal.Update(row => (row.RunId, row.BestMetric) = (run.RunId, metric));

        // Stored before anything can be registered: after a crash it tells that the job was done.
        await journal.FlushAsync(shutdown).ConfigureAwait(false);
        return run.RunId;
    }

    private async Task<TrainerOutcome> TrainAsync(DataTable table, TrainingPlan plan, NewRun template)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled, shutdown);
        var recorder = new TrialRecorder(tools.Tracking, journal, template, job.JobId, tools.Clock, stop.Token);
        var trainer = new AutoTrainer(tools.Clock, happened =>
        {
            recorder.Hear(happened);
            Tell(happened);
        });
        try
        {
            // Not handed the token: a job that is cancelled while it waits for a thread still says in a sentence how it ended.
            TrainerOutcome outcome = await tools.Workers.RunAsync(_ => trainer.Run(table, plan, stop.Token), CancellationToken.None).ConfigureAwait(false);
            shutdown.ThrowIfCancellationRequested();
            return outcome;
        }
        finally
        {
            await recorder.CompleteAsync().ConfigureAwait(false);
        }
    }

    private void Tell(TrainerEvent happened)
    {
        switch (happened)
        {
            case TrainerEvent.StageBegan stage:
                journal.Update(row => row.Stage = stage.Stage);
                break;
            case TrainerEvent.Progressed progress:
                journal.Update(row => row.Progress = Math.Clamp(progress.Share, row.Progress, 1));
                break;
            case TrainerEvent.TrialBegan trial:
                journal.Update(row => row.Stage = $"trial {trial.Number}: {trial.Learner}");
                break;
            case TrainerEvent.TrialEnded ended:
                journal.Update(row => row.TrialsDone += ended.Result.IsEnsemble ? 0 : 1);
                journal.Log(Describe(ended.Result));
                break;
            case TrainerEvent.BestChanged best:
                journal.Update(row => (row.BestLearner, row.BestValue) = (best.Best.Learner, Finite(best.Best.Value)));
                break;
            case TrainerEvent.OuterFoldEnded ended:
                journal.Update(row => row.OuterFolds = [.. row.OuterFolds, ended.Fold]);
                break;
            case TrainerEvent.Logged line:
                journal.Log(line.Message, line.Warning ? "warning" : "info");
                break;
            default:
                break;
        }
    }

    private string Describe(TrialResult result) => result.Outcome == TrialOutcome.Finished
        ? string.Create(CultureInfo.InvariantCulture, $"Trial {result.Number}: {result.Learner}, {job.BestMetric} {result.Value:0.#####} in {result.Duration.TotalSeconds:0.0} s.")
        : string.Create(CultureInfo.InvariantCulture, $"Trial {result.Number}: {result.Learner} {Ended(result.Outcome)} after {result.Duration.TotalSeconds:0.0} s.");

    private static string Ended(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Failed => "failed",
        TrialOutcome.TooSlow => "was too slow",
        _ => "was pruned",
    };

    private async Task<TrainingEnd> KeepAsync(string runId, TrainerOutcome outcome, CancellationToken giveUp)
    {
        TrainingState state = outcome.Cancelled ? TrainingState.Cancelled : TrainingState.Succeeded;
        if (outcome.Model is not { } model)
        {
            string reason = outcome.Reason ?? "There is no model.";
            RunStatus ended = outcome.Cancelled ? RunStatus.Cancelled : RunStatus.Failed;
            await journal.KeepTryingAsync(
                () => tools.Tracking.FinishAsync(runId, ended, outcome.Cancelled ? null : reason, CancellationToken.None), giveUp).ConfigureAwait(false);
            return new TrainingEnd(outcome.Cancelled ? TrainingState.Cancelled : TrainingState.Failed, reason);
        }

        journal.Update(row => row.Stage = "saving the model");
        byte[] bytes = ModelArtifact.ToBytes(model, quick: outcome.Cancelled);
        StoredArtifact stored = null!;
        await journal.KeepTryingAsync(
            async () => stored = await tools.Artifacts.PutAsync(new MemoryStream(bytes, writable: false), CancellationToken.None).ConfigureAwait(false), giveUp)
            .ConfigureAwait(false);
        await DescribeModelAsync(runId, model, outcome, giveUp).ConfigureAwait(false);
        string signature = JsonSerializer.Serialize(model.Signature, ModelJson.Options);
        var summary = new ModelSummary(model.Metadata.Learner, outcome.Task, job.Request.Target!, signature);
        await journal.KeepTryingAsync(() => tools.Tracking.SetModelAsync(runId, stored, summary, CancellationToken.None), giveUp).ConfigureAwait(false);
        journal.Log($"The model ({model.Metadata.Learner}) is kept: {stored.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes.");
        RunStatus status = outcome.Cancelled ? RunStatus.Cancelled : RunStatus.Finished;
        await journal.KeepTryingAsync(() => tools.Tracking.FinishAsync(runId, status, null, CancellationToken.None), giveUp).ConfigureAwait(false);
        return new TrainingEnd(state, null);
    }

    private async Task DescribeModelAsync(string runId, TrainedModel model, TrainerOutcome outcome, CancellationToken giveUp)
    {
        DateTimeOffset now = tools.Clock.GetUtcNow();
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { [RunParameters.Learner] = model.Metadata.Learner };
        foreach ((string name, string value) in RunFacts.Texts(model.Metadata.Hyperparameters))
        {
            parameters[$"{model.Metadata.Learner}.{name}"] = value;
        }

        if (outcome.Task == TaskKind.Binary)
        {
            parameters[RunParameters.DecisionThreshold] = RunSettings.Text(model.Metadata.Threshold);
        }

        if (outcome.Task == TaskKind.Regression)
        {
            parameters[RunParameters.Quantile] = RunSettings.Text(model.Metadata.Quantile);
        }

        await journal.KeepTryingAsync(() => tools.Tracking.LogParametersAsync(runId, parameters, CancellationToken.None), giveUp).ConfigureAwait(false);
        MetricPoint[] points =
        [
            .. BestSoFar(outcome, now),
            .. model.Metadata.Metrics.Select(metric => new MetricPoint(metric.Key, metric.Value, 0, now)),
            .. model.Metadata.Intervals.SelectMany(metric => new[]
            {
                new MetricPoint(metric.Key + MetricBounds.Low, metric.Value.Low, 0, now),
                new MetricPoint(metric.Key + MetricBounds.High, metric.Value.High, 0, now),
            }),
            .. Nested(outcome, now),
            .. Calibration(outcome.Curves, now),
            .. Positive(outcome.Curves, now),
            .. outcome.OutOfBag.Select(figure => new MetricPoint(figure.Key, figure.Value, 0, now)),
            new MetricPoint("training_rows", model.Metadata.TrainingRows, 0, now),
            new MetricPoint("trials", outcome.Trials.Count, 0, now),
        ];
        await journal.KeepTryingAsync(() => tools.Tracking.LogMetricsAsync(runId, points, CancellationToken.None), giveUp).ConfigureAwait(false);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["metrics_source"] = model.Metadata.MetricsSource,
            ["refitted"] = outcome.Refitted ? "true" : "false",
        };
        await journal.KeepTryingAsync(() => tools.Tracking.SetTagsAsync(runId, tags, Actor.Program("training"), CancellationToken.None), giveUp).ConfigureAwait(false);
        foreach ((string path, byte[] content) in CurveFiles.Of(outcome.Curves, model.Metadata.Importance, "permutation"))
        {
            await journal.KeepTryingAsync(
                () => tools.Tracking.AddArtifactAsync(runId, path, "application/json", content, CancellationToken.None), giveUp).ConfigureAwait(false);
        }
    }

    private static IEnumerable<MetricPoint> Nested(TrainerOutcome outcome, DateTimeOffset now)
    {
        if (outcome.Nested is not { } nested)
        {
            return [];
        }

        string name = $"nested_{outcome.Metric.Name}";
        return
        [
            .. nested.Values.Select((value, fold) => new MetricPoint($"{name}_of_fold", value, fold + 1, now)),
            new MetricPoint(name, nested.Mean, 0, now),
            new MetricPoint($"{name}_sd", nested.Deviation, 0, now),
            new MetricPoint(name + MetricBounds.Low, nested.Interval.Low, 0, now),
            new MetricPoint(name + MetricBounds.High, nested.Interval.High, 0, now),
        ];
    }

    private static IEnumerable<MetricPoint> Calibration(Curves? curves, DateTimeOffset now) => curves switch
    {
        { CalibrationError: { } after, BeforeCalibration: { } before } =>
        [
            new MetricPoint("ece", after, 0, now),
            new MetricPoint("ece_before_calibration", before.CalibrationError, 0, now),
            new MetricPoint("brier_before_calibration", before.Brier, 0, now),
        ],
        { CalibrationError: { } error } => [new MetricPoint("ece", error, 0, now)],
        _ => [],
    };

    private static IEnumerable<MetricPoint> Positive(Curves? curves, DateTimeOffset now) =>
        PositiveFigures.Of(curves?.Confusion ?? []).Select(figure => new MetricPoint(figure.Name, (double)figure.Right / figure.Of, 0, now));

    private static IEnumerable<MetricPoint> BestSoFar(TrainerOutcome outcome, DateTimeOffset now)
    {
        double best = double.NaN;
        foreach (TrialResult trial in outcome.Trials.Where(trial => double.IsFinite(trial.Value)))
        {
            best = outcome.Metric.IsBetter(trial.Value, best) ? trial.Value : best;
            yield return new MetricPoint($"best_validation_{outcome.Metric.Name}", best, trial.Number, now);
        }
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
