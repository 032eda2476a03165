using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Repeats the whole search in each outer fold and measures its winner on the rows that the fold keeps apart.</summary>
/// <param name="setup">The set-up of the search itself.</param>
/// <param name="budget">The time of the whole job; what is left is shared by the folds.</param>
/// <param name="clock">Gives the time.</param>
/// <param name="tell">Takes events: of the searches only lines of the log and progress.</param>
internal sealed class NestedSearch(TrainingSetup setup, BudgetClock budget, TimeProvider clock, Action<TrainerEvent> tell)
{
    private readonly List<OuterFold> _ended = [.. setup.Plan.PastFolds];

    /// <summary>Runs the folds.</summary>
    /// <param name="cancellationToken">Ends the work; what is done by then is kept.</param>
    /// <returns>The score, or null when fewer than two folds came to an end.</returns>
    public NestedScore? Run(CancellationToken cancellationToken)
    {
        IReadOnlyList<TrainingSetup> folds = RowDivision.Outer(setup);
        int[] missing = [.. Enumerable.Range(0, folds.Count).Where(fold => _ended.TrueForAll(ended => ended.Number != fold + 1))];
        for (int i = 0; i < missing.Length && !cancellationToken.IsCancellationRequested; i++)
        {
            int fold = missing[i];
            if (budget.Left <= TimeSpan.Zero)
            {
                tell(new TrainerEvent.Logged($"The time budget ends nested validation after {_ended.Count} of {folds.Count} outer folds.", Warning: true));
                break;
            }

            tell(new TrainerEvent.StageBegan($"outer fold {fold + 1} of {folds.Count}"));
            Measure(folds[fold], fold + 1, missing.Length - i, cancellationToken);
            tell(new TrainerEvent.Progressed((fold + 2.0) / (folds.Count + 1)));
        }

        OuterFold[] all = [.. _ended.OrderBy(fold => fold.Number)];
        return all.Length < 2 ? null : new NestedScore([.. all.Select(fold => fold.Value)], [.. all.Select(fold => fold.Learner)], (double)folds[^1].Test.Length / folds[^1].Fit.Length);
    }

    private void Measure(TrainingSetup fold, int number, int left, CancellationToken cancellationToken)
    {
        TimeSpan start = budget.Elapsed;
        var share = new BudgetClock(clock, budget.Left == TimeSpan.MaxValue ? null : budget.Left / left);
        var encoder = new FoldEncoder(fold);
        Winner? winner = new WinnerSearch(fold, encoder, share, Ignore).Run(cancellationToken);
        double value = winner is null || cancellationToken.IsCancellationRequested ? double.NaN : Value(fold, winner);
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        if (winner is null || !double.IsFinite(value))
        {
            string what = winner is null ? "there was no model that could be judged" : $"{setup.Metric.Name} is undefined on its rows";
            tell(new TrainerEvent.Logged($"Outer fold {number + 1} says nothing: {what}.", Warning: true));
        }
        else
        {
            var ended = new OuterFold(number, winner.Result.Learner, value, budget.Elapsed - start);
            _ended.Add(ended);
            tell(new TrainerEvent.OuterFoldEnded(ended));
            tell(new TrainerEvent.Logged(FormattableString.Invariant($"Outer fold {number}: {winner.Result.Learner} won with {setup.Metric.Name} {winner.Result.Value:0.#####}, and has {value:0.#####} on rows that its search had not seen.")));
        }
    }

    private static double Value(TrainingSetup fold, Winner winner)
    {
        FittedWinner fitted = winner.Fitted;
        FeatureMatrix features = fitted.Pipeline.Transform(fold.Table, fold.Test);
        float[] outputs = new float[features.Rows * fitted.Model.OutputCount];
        fitted.Model.PredictBatch(features, outputs, fold.Plan.Threads, CancellationToken.None);
        return fold.Metric.Compute(
            new ScoredRows(fold.Task, fold.AnswersOf(fold.Test), outputs, fold.Target.Classes.Count, winner.Result.Threshold) { Quantile = fold.Quantile, Offset = fold.Target.Offset });
    }

    private static void Ignore(TrainerEvent happened)
    {
        // The trials of an outer fold are no trials of the job: only what came out of the fold is told.
    }
}
