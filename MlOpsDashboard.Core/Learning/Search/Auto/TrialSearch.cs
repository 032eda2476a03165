using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>The loop over trials: propose, run, compare, until trials, time or patience end.</summary>
/// <param name="setup">The set-up.</param>
/// <param name="encoder">Encodes the rows.</param>
/// <param name="budget">The time.</param>
/// <param name="tell">Takes events.</param>
internal sealed class TrialSearch(TrainingSetup setup, FoldEncoder encoder, BudgetClock budget, Action<TrainerEvent> tell)
{
    // Of columns that are left out for the same reason so many are named in the log.
    private const int NamedColumns = 10;

    private readonly List<TrialResult> _results = [.. setup.Plan.Past];
    private readonly Lock _lock = new();
    private readonly EnsemblePool _pool = new(setup);
    private double _progress;
    private bool _begun;

    /// <summary>The trials so far.</summary>
    public IReadOnlyList<TrialResult> Results => _results;

    /// <summary>The best trial, or null.</summary>
    public FittedTrial? Best { get; private set; } = Remembered(setup);

    /// <summary>The best trial of this attempt, whose model is at hand, or null.</summary>
    public FittedTrial? BestAtHand { get; private set; }

    /// <summary>Whether time ended the search, and not its plan.</summary>
    public bool EndedByTime { get; private set; }

    /// <summary>What an ensemble may be made of.</summary>
    public EnsemblePool Pool => _pool;

    /// <summary>Runs the trials, or goes on with them; returns early, without an exception, when it is cancelled.</summary>
    /// <param name="final">What the final fits take, or null to estimate it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="InvalidException">There is no column to predict from.</exception>
    public void Run(TimeSpan? final, CancellationToken cancellationToken)
    {
        try
        {
            if (!_begun)
            {
                RequireFeatures(cancellationToken);
                _begun = true;
            }

            var planner = new TrialPlanner(setup);
            while (BatchOf(planner) is { Trials.Count: > 0 } batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                TimeSpan reserve = Best is null ? TimeSpan.Zero : budget.Closing + (final ?? Best.RefitEstimate(setup) + _pool.Reserve(Best.Result));
                EndedByTime = Best is not null && budget.Left <= reserve;
                if (EndedByTime)
                {
                    return;
                }

                RunBatch(batch, reserve, ShareOfTime(planner.Untried(_results.Count)), cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                Advance((double)_results.Count / planner.Total);
            }
        }
        catch (OperationCanceledException)
        {
            tell(new TrainerEvent.Logged($"Cancelled after {_results.Count} trials."));
        }
    }

    // The first trial is a batch of its own, so that there is a model soon; the others' places follow from their numbers, so that a search
    // that was stopped within a batch goes on as if it had not been.
    private (IReadOnlyList<TrialResult> Known, IReadOnlyList<Trial> Trials) BatchOf(TrialPlanner planner)
    {
        int size = setup.Plan.ParallelTrials;
        int before = _results.Count == 0 ? 0 : 1 + ((_results.Count - 1) / size * size);
        TrialResult[] known = [.. _results.Take(before)];
        List<Trial> pending = [.. _results.Skip(before).Select(result => FittedTrial.Remember(result).Trial)];
        int last = _results.Count == 0 ? 1 : before + size;
        while (before + pending.Count < last && planner.Next(known, pending) is { } trial)
        {
            pending.Add(trial);
        }

        return (known, pending[(_results.Count - before)..]);
    }

    // What comes out is taken in the order of the numbers, whichever trial is the first to end.
    private void RunBatch((IReadOnlyList<TrialResult> Known, IReadOnlyList<Trial> Trials) batch, TimeSpan reserve, TimeSpan most, CancellationToken cancellationToken)
    {
        int atOnce = Math.Min(batch.Trials.Count, setup.Plan.Threads);
        var runner = new TrialRunner(setup, encoder, budget, Math.Max(1, setup.Plan.Threads / atOnce), Hear);
        var fitted = new FittedTrial?[batch.Trials.Count];
        ParallelOptions options = ParallelLoop.Options(atOnce, CancellationToken.None);
        Parallel.For(0, fitted.Length, options, index =>
        {
            Trial trial = batch.Trials[index];
            try
            {
                Hear(new TrainerEvent.TrialBegan(trial.Number, trial.Learner.Name, trial.Hyperparameters, trial.Seed));
                fitted[index] = runner.Run(trial, batch.Known, reserve, most, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The others of the batch that have ended are kept.
                fitted[index] = null;
            }
        });
        foreach (FittedTrial trial in fitted.OfType<FittedTrial>())
        {
            Take(trial);
        }
    }

    private static FittedTrial? Remembered(TrainingSetup setup)
    {
        TrialResult? best = setup.Metric.Best(setup.Plan.Past.Where(result => result.IsJudged), result => result.Value);
        return best is null ? null : FittedTrial.Remember(best);
    }

    // While learners wait for their first trial, none may use up what is left: each has an equal share, and one is for the final fit.
    private TimeSpan ShareOfTime(int untried) => untried <= 1 ? TimeSpan.MaxValue : budget.Left / (untried + 1);

    private void Take(FittedTrial fitted)
    {
        _results.Add(fitted.Result);
        _pool.Offer(fitted);
        tell(new TrainerEvent.TrialEnded(fitted.Result));
        if (fitted.Result.Outcome == TrialOutcome.Failed)
        {
            tell(new TrainerEvent.Logged($"Trial {fitted.Result.Number} ({fitted.Result.Learner}) failed: {fitted.Result.Error}", Warning: true));
        }

        if (fitted.Result.Outcome == TrialOutcome.TooSlow)
        {
            tell(new TrainerEvent.Logged($"Trial {fitted.Result.Number} ({fitted.Result.Learner}) cannot win. {fitted.Result.Error}"));
        }

        if (Beats(fitted, BestAtHand))
        {
            BestAtHand = fitted;
        }

        if (Beats(fitted, Best))
        {
            Best = fitted;
            tell(new TrainerEvent.BestChanged(fitted.Result));
        }
    }

    private bool Beats(FittedTrial fitted, FittedTrial? best) =>
        fitted.Model is not null && (best is null || setup.Metric.IsBetter(fitted.Result.Value, best.Result.Value));

    // Told by the trials, which may run side by side.
    private void Hear(TrainerEvent happened)
    {
        lock (_lock)
        {
            tell(happened);
            Advance(_progress);
        }
    }

    // Nine tenths are the search; by trials or by time, whichever is further.
    private void Advance(double byTrials)
    {
        double share = 0.9 * Math.Max(byTrials, budget.ShareSpent);
        if (share > _progress + 0.002)
        {
            _progress = share;
            tell(new TrainerEvent.Progressed(share));
        }
    }

    private void RequireFeatures(CancellationToken cancellationToken)
    {
        FeaturePipeline pipeline = encoder.Fold(0, setup.Learners[0], cancellationToken).Pipeline;
        foreach (IGrouping<string, IgnoredColumn> alike in pipeline.Ignored.GroupBy(column => column.Reason))
        {
            string[] names = [.. alike.Select(column => $"'{column.Name}'")];
            string some = string.Join(", ", names.Take(NamedColumns));
            tell(new TrainerEvent.Logged(names.Length == 1 ? $"Column {some} is left out. {alike.Key}"
                : $"{names.Length} columns are left out ({some}{(names.Length > NamedColumns ? ", …" : "")}). {alike.Key}"));
        }

        if (pipeline.Width == 0)
        {
            string reasons = string.Join(" ", pipeline.Ignored.Select(column => $"{column.Name}: {column.Reason}"));
            throw new InvalidException("features", $"No column is fit to predict from. {reasons}");
        }
    }
}
