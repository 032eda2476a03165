using System.Globalization;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>
/// A search and what follows it: the final fit and, where it is asked for, the ensemble. What these will take is not known before they have
/// been done once, so that the search keeps time enough free; when they leave some of it, it goes on, now with their measured time.
/// </summary>
/// <param name="setup">The set-up.</param>
/// <param name="encoder">Encodes the rows.</param>
/// <param name="budget">The time.</param>
/// <param name="tell">Takes events.</param>
internal sealed class WinnerSearch(TrainingSetup setup, FoldEncoder encoder, BudgetClock budget, Action<TrainerEvent> tell)
{
    // What the final fits took once they may take again, and a little more.
    private const double ShareToExpect = 1.1;

    private readonly TrialSearch _search = new(setup, encoder, budget, tell);
    private readonly WinnerFitter _fitter = new(setup, encoder, budget, tell);
    private Winner? _winner;
    private Trial? _trial;
    private TimeSpan _took;

    // Told at the end only: a search that goes on may find an ensemble later.
    private string? _whyAlone;

    /// <summary>The trials so far.</summary>
    public IReadOnlyList<TrialResult> Trials => _search.Results;

    /// <summary>Searches.</summary>
    /// <param name="cancellationToken">Ends the search; the best so far is what comes out.</param>
    /// <returns>What won, or null when nothing did.</returns>
    public Winner? Run(CancellationToken cancellationToken)
    {
        _search.Run(null, cancellationToken);
        Conclude(cancellationToken);
        int before = 0;
        while (_winner is not null && before != Trials.Count && IsTimeLeft && !cancellationToken.IsCancellationRequested)
        {
            before = Trials.Count;
            _search.Run(_took * ShareToExpect, cancellationToken);
            if (before != Trials.Count)
            {
                Conclude(cancellationToken);
            }
        }

        if (_search.EndedByTime)
        {
            tell(new TrainerEvent.Logged($"The time budget ended the search after {Trials.Count} trials."));
        }

        if (_winner is null)
        {
            return null;
        }

        Announce(_winner);
        return new WinnerCalibrator(setup, encoder, budget, tell).Calibrate(_winner, _trial!, cancellationToken);
    }

    private bool IsTimeLeft => budget.Left < TimeSpan.MaxValue && budget.Left > (_took + budget.Closing) * ShareToExpect;

    private void Conclude(CancellationToken cancellationToken)
    {
        if (BestOf(cancellationToken) is not { } best)
        {
            return;
        }

        TimeSpan start = budget.Elapsed;
        var single = new Winner(best.Result, WinnerFitter.Final(best.Trial, best.Result), _fitter.Fit(best, cancellationToken)) { Scored = best.Scored };
        Winner winner = single;
        if (setup.Plan.Ensemble && !cancellationToken.IsCancellationRequested)
        {
            (winner, _whyAlone) = new EnsembleBuilder(setup, _fitter, budget, tell).Build(_search.Pool.Candidates, single, cancellationToken);
        }

        TimeSpan took = budget.Elapsed - start;
        _took = took > _took ? took : _took;
        if (_winner is null || IsBetter(winner, _winner))
        {
            (_winner, _trial) = (winner, best.Trial);
        }
    }

    // A better trial for whose final fit no time is left does not replace a model that learnt from all rows.
    private bool IsBetter(Winner winner, Winner than) =>
        setup.Metric.IsBetter(winner.Result.Value, than.Result.Value) && (winner.Fitted.Refitted || !than.Fitted.Refitted);

    // The model of a trial of an earlier attempt is gone: once cancelled there is no time to fit it again.
    private FittedTrial? BestOf(CancellationToken cancellationToken) =>
        _search.Best is { Remembered: true } && cancellationToken.IsCancellationRequested ? _search.BestAtHand : _search.Best;

    private void Announce(Winner winner)
    {
        if (winner.Ensemble is not { } choice)
        {
            if (_whyAlone is { } reason)
            {
                tell(new TrainerEvent.Logged(reason));
            }

            return;
        }

        _winner = winner with { Result = winner.Result with { Number = Trials.Count + 1 } };
        TrialResult result = _winner.Result;
        string members = string.Join(", ", choice.Members.Select(member => string.Create(
            CultureInfo.InvariantCulture, $"trial {member.Candidate.Result.Number} ({member.Candidate.Result.Learner}) {member.Weight:0.##}")));
        tell(new TrainerEvent.TrialBegan(result.Number, result.Learner, result.Hyperparameters, result.Seed));
        tell(new TrainerEvent.TrialEnded(result));
        tell(new TrainerEvent.BestChanged(result));
        tell(new TrainerEvent.Logged(string.Create(
            CultureInfo.InvariantCulture,
            $"An ensemble is better on the validation rows than the best trial ({setup.Metric.Name} {result.Value:0.#####} against {_search.Best!.Result.Value:0.#####}): {members}.")));
    }
}
