using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>
/// The whole of a training: holds the plan against the data, sets rows aside, tries learners and hyper-parameters, fits the winner again and
/// measures it. Fast learners come first, so that a short budget or an early cancel still leaves a model. The same table, plan and
/// seed give the same model, bit for bit, with any number of threads, unless time ends it.
/// </summary>
/// <param name="clock">Gives the time that budgets are held against.</param>
/// <param name="onEvent">Told what happens, or null.</param>
public sealed class AutoTrainer(TimeProvider clock, Action<TrainerEvent>? onEvent = null)
{
    /// <summary>Checks a plan against its table without training.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="InvalidException">The plan does not fit; the fields have the names of the REST contract.</exception>
    public static void Check(DataTable table, TrainingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(plan);
        TrainingSetup setup = TrainingSetupFactory.Make(table, plan);
        _ = plan.Validation.OuterFolds == 0 ? [] : RowDivision.Outer(setup);
    }

    /// <summary>Trains.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends the search; the best so far is what comes out.</param>
    /// <exception cref="InvalidException">The plan does not fit; the fields have the names of the REST contract.</exception>
    public TrainerOutcome Run(DataTable table, TrainingPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(plan);
        TimeSpan before = TimeSpan.FromTicks(plan.Past.Sum(trial => trial.Duration.Ticks) / Math.Max(1, Math.Min(plan.ParallelTrials, plan.Threads)));
        var whole = new BudgetClock(clock, plan.TimeBudget, before + TimeSpan.FromTicks(plan.PastFolds.Sum(fold => fold.Duration.Ticks)));
        var budget = new BudgetClock(clock, plan.TimeBudget / (plan.Validation.OuterFolds + 1), before);
        Action<TrainerEvent> tell = happened => Tell(happened is TrainerEvent.Progressed done ? new TrainerEvent.Progressed(done.Share / (plan.Validation.OuterFolds + 1)) : happened);
        Tell(new TrainerEvent.StageBegan("preparing"));
        TrainingSetup setup = TrainingSetupFactory.Make(table, plan);
        Describe(setup);
        Tell(new TrainerEvent.StageBegan("searching"));
        var encoder = new FoldEncoder(setup);
        var search = new WinnerSearch(setup, encoder, budget, tell);
        if (search.Run(cancellationToken) is not Winner winner)
        {
            return new TrainerOutcome
            {
                Task = setup.Task,
                Metric = setup.Metric,
                Trials = search.Trials,
                Cancelled = cancellationToken.IsCancellationRequested,
                Reason = WhyNone(search.Trials, cancellationToken),
            };
        }

        (TrainedModel model, Evaluation.Curves curves) = new WinnerJudge(setup, budget, tell).Judge(winner, cancellationToken);
        NestedScore? nested = plan.Validation.OuterFolds == 0 ? null : new NestedSearch(setup, whole, clock, Tell).Run(cancellationToken);
        Tell(new TrainerEvent.Progressed(1));
        return new TrainerOutcome
        {
            Task = setup.Task,
            Metric = setup.Metric,
            Trials = winner.Result.IsEnsemble ? [.. search.Trials, winner.Result] : search.Trials,
            Model = model,
            Winner = winner.Result,
            Curves = curves,
            Nested = nested,
            OutOfBag = OutOfBagFigures.Of(model.Model),
            Refitted = winner.Fitted.Refitted,
            Cancelled = cancellationToken.IsCancellationRequested,
        };
    }

    private static string WhyNone(IReadOnlyList<TrialResult> trials, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? "The training was cancelled before the first model was ready."
        : trials.FirstOrDefault(result => result.Outcome == TrialOutcome.TooSlow) is TrialResult slow
            ? $"No model predicts a row as fast as it must; {slow.Learner} said: {slow.Error}"
        : trials.FirstOrDefault(result => result.Metrics.Count > 0 && result.Error is not null) is TrialResult undefined
            ? $"No trial can be judged; {undefined.Learner} said: {undefined.Error}"
        : trials.FirstOrDefault(result => result.Error is not null) is TrialResult failed
            ? $"No learner could be fitted; {failed.Learner} said: {failed.Error}"
            : "The time budget ended before the first model was ready.";

    private void Describe(TrainingSetup setup)
    {
        if (setup.Dropped > 0)
        {
            Tell(new TrainerEvent.Logged($"{setup.Dropped} rows without a value of '{setup.Plan.Target}' are left out.", Warning: true));
        }

        if (setup.Untimed > 0)
        {
            Tell(new TrainerEvent.Logged($"{setup.Untimed} rows without a value of '{setup.Plan.Validation.TimeColumn}' have no place in time and are left out.", Warning: true));
        }

        if (setup.Plan.Past.Count > 0)
        {
            Tell(new TrainerEvent.Logged($"The search goes on behind the {setup.Plan.Past.Count} trials of the attempt before."));
        }

        Tell(new TrainerEvent.Logged(
            $"Predicting '{setup.Plan.Target}' ({setup.Task.ToString().ToLowerInvariant()}) by {setup.Metric.Name}: {setup.Fit.Length} rows to learn and choose from, {setup.Test.Length} set aside."));
    }

    private void Tell(TrainerEvent happened) => onEvent?.Invoke(happened);
}
