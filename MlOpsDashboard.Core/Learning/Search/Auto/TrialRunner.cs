using System.Globalization;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Learning.Search.Pruning;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Runs trials: fits on the training part of each fold and judges on the other.</summary>
/// <param name="setup">The set-up.</param>
/// <param name="encoder">Gives the folds.</param>
/// <param name="budget">The time.</param>
/// <param name="threads">Threads that one trial may use.</param>
/// <param name="tell">Takes events.</param>
internal sealed class TrialRunner(TrainingSetup setup, FoldEncoder encoder, BudgetClock budget, int threads, Action<TrainerEvent> tell)
{
    internal const string NothingVaries = "No column varies in the training part of a fold; there are too few rows for it.";

    /// <summary>Runs a trial.</summary>
    /// <param name="trial">What to try.</param>
    /// <param name="done">The trials before it.</param>
    /// <param name="reserve">Time that must be left at the end, for fitting the best one so far again.</param>
    /// <param name="most">The most time that it may take.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public FittedTrial Run(
        Trial trial, IReadOnlyList<TrialResult> done, TimeSpan reserve, TimeSpan most, CancellationToken cancellationToken)
    {
        TimeSpan start = budget.Elapsed;

        // Steps may be long: where a model is there already, one that goes on past the time is ended without a result.
        using CancellationTokenSource deadline = budget.Deadline(reserve > TimeSpan.Zero ? budget.Left - reserve : TimeSpan.MaxValue);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var watch = new TrialWatch(setup, budget, reserve, most, CurvesOf(trial.Learner, done), trial, tell);
        try
        {
            var folds = new List<JudgedFold>();
            for (int fold = 0; fold < setup.Folds.Count && !watch.Pruned; fold++)
            {
                watch.BeginFold(fold);
                folds.Add(Judge(trial, fold, watch, both.Token));
            }

            return Finish(trial, watch, folds, budget.Elapsed - start);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FittedTrial(trial, Blank(trial, TrialOutcome.Pruned, budget.Elapsed - start) with { CutShort = true }, null, null, 0);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One learner's trouble must not end the search: it is told, and the other trials go on.
            return new FittedTrial(trial, Blank(trial, TrialOutcome.Failed, budget.Elapsed - start) with { Error = exception.Message }, null, null, 0);
        }
    }

    private JudgedFold Judge(Trial trial, int fold, TrialWatch watch, CancellationToken cancellationToken)
    {
        EncodedFold encoded = encoder.Fold(fold, trial.Learner, cancellationToken);
        if (encoded.Pipeline.Width == 0 && trial.Learner.UsesFeatures)
        {
            throw new InvalidOperationException(NothingVaries);
        }

        IFittedModel model = trial.Learner.Fit(encoded.Training, trial.Hyperparameters, new TrainingContext
        {
            Seed = trial.Seed,
            Threads = threads,
            CancellationToken = cancellationToken,
            Validation = encoded.Validation,
            Progress = watch.OnProgress,
        });
        float[] outputs = new float[encoded.Validation!.Rows * model.OutputCount];
        model.PredictBatch(encoded.Validation.Features, outputs, threads, cancellationToken);
        return new JudgedFold(encoded.Pipeline, model, encoded.Training.Rows, Scored(encoded.Validation.Target, outputs));
    }

    private FittedTrial Finish(Trial trial, TrialWatch watch, List<JudgedFold> folds, TimeSpan duration)
    {
        if (watch.Pruned)
        {
            return new FittedTrial(trial, Blank(trial, TrialOutcome.Pruned, duration) with { Losses = watch.Losses }, null, null, 0);
        }

        ScoredRows[] scored = [.. folds.Select(fold => fold.Scored)];
        SortedDictionary<string, double> metrics = FoldFigures.Means(scored);
        ScoredRows all = FoldFigures.Pooled(scored);
        JudgedFold first = folds[0];
        TimeSpan? rowTime = setup.Plan.MaxRowTime is null ? null : RowTimer.Measure(first.Pipeline, first.Model, setup, budget);
        TrialOutcome outcome = rowTime > setup.Plan.MaxRowTime ? TrialOutcome.TooSlow : TrialOutcome.Finished;
        TrialResult result = Blank(trial, outcome, duration) with
        {
            Losses = watch.Losses,
            RowTime = rowTime,
            Threshold = setup.ThresholdBy(all),
            Value = metrics.GetValueOrDefault(setup.Metric.Name, double.NaN),
            Metrics = metrics,
            OutOfBag = FoldFigures.Means([.. folds.Select(fold => OutOfBagFigures.Of(fold.Model))]),
            Curves = Curves.Of(all, setup.Target.Classes),
            Importance = SourceImportance.Of(first.Pipeline.Features, first.Model.Importance),
            Steps = (int)Math.Round(folds.Average(fold => fold.Model.Steps)),
            CutShort = watch.CutShort,
        };
        return outcome == TrialOutcome.TooSlow ? new FittedTrial(trial, result with { Error = TooSlow(rowTime!.Value) }, null, null, 0)
            : !result.IsJudged ? new FittedTrial(trial, result with { Outcome = TrialOutcome.Failed, Error = Undefined }, null, null, 0)
            : new FittedTrial(trial, result, first.Pipeline, first.Model, first.TrainingRows) { Scored = scored };
    }

    private static TrialResult Blank(Trial trial, TrialOutcome outcome, TimeSpan duration) => new()
    {
        Number = trial.Number,
        Learner = trial.Learner.Name,
        Hyperparameters = trial.Hyperparameters,
        Seed = trial.Seed,
        Outcome = outcome,
        Duration = duration,
    };

    private ScoredRows Scored(float[] target, float[] outputs) =>
        new(setup.Task, target, outputs, setup.Target.Classes.Count) { Quantile = setup.Quantile, Offset = setup.Target.Offset };

    private static IReadOnlyList<TrialCurve> CurvesOf(ILearner learner, IReadOnlyList<TrialResult> done) =>
    [
        .. done
            .Where(result => result.Learner == learner.Name && result.Outcome != TrialOutcome.Failed)
            .Where(result => !(result.Outcome == TrialOutcome.Pruned && result.CutShort))
            .Select(result => new TrialCurve(result.Number, result.Losses)),
    ];

    private string Undefined => $"{setup.Metric.Name} is undefined for what it answers on the validation rows.";

    private string TooSlow(TimeSpan rowTime) => string.Create(
        CultureInfo.InvariantCulture,
        $"It takes {rowTime.TotalMilliseconds:0.####} ms for a row; {setup.Plan.MaxRowTime!.Value.TotalMilliseconds:0.####} ms are allowed.");
}
