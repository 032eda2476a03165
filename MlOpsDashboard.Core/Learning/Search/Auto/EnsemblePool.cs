namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>
/// The trials that an ensemble may be made of: of this attempt's that look at features the better half, and the best of each learner,
/// since unlike models help each other most. Weak models would be chosen by luck alone, where there are few rows (Caruana, Munson and
/// Niculescu-Mizil 2006).
/// </summary>
/// <param name="setup">The set-up.</param>
internal sealed class EnsemblePool(TrainingSetup setup)
{
    private const int Most = 30;
    private const long MostBytes = 256L << 20;
    private const int FewEnough = 5;

    // What is kept free at the end of a budget for fitting members again: enough for some, not so much that the search suffers.
    private const double ShareOfBudget = 0.2;
    private const int MembersToExpect = 6;

    private readonly List<EnsembleCandidate> _candidates = [];
    private int _offered;

    /// <summary>The candidates, the best first.</summary>
    public IReadOnlyList<EnsembleCandidate> Candidates => [.. _candidates.Where((candidate, place) =>
        place < Math.Max(FewEnough, (_offered + 1) / 2) || _candidates.FindIndex(other => other.Result.Learner == candidate.Result.Learner) == place)];

    /// <summary>Takes a trial in when it can be a member and is good enough.</summary>
    /// <param name="fitted">The trial.</param>
    public void Offer(FittedTrial fitted)
    {
        // One that the budget ended can only be fitted again in the same way when its steps tell where it was.
        bool repeatable = !fitted.Result.CutShort || (fitted.Trial.Learner.StepParameter is not null && fitted.Result.Steps > 0);
        if (!setup.Plan.Ensemble || fitted.Model is null || !fitted.Trial.Learner.UsesFeatures || !repeatable || double.IsNaN(fitted.Result.Value))
        {
            return;
        }

        _offered++;
        int place = _candidates.FindIndex(other => setup.Metric.IsBetter(fitted.Result.Value, other.Result.Value));
        _candidates.Insert(place < 0 ? _candidates.Count : place, new EnsembleCandidate(fitted.Trial, fitted.Result, fitted.Scored));
        long each = fitted.Scored.Sum(fold => 4L * fold.Outputs.Length);
        int most = (int)Math.Clamp(MostBytes / Math.Max(1, each), 2, Most);
        if (_candidates.Count > most)
        {
            _candidates.RemoveRange(most, _candidates.Count - most);
        }
    }

    /// <summary>Time to keep free at the end for fitting members again.</summary>
    /// <param name="best">The best trial, for which time is kept anyway.</param>
    public TimeSpan Reserve(TrialResult best)
    {
        if (setup.Plan.TimeBudget is not { } budget || _candidates.Count < 2)
        {
            return TimeSpan.Zero;
        }

        var members = TimeSpan.FromTicks(_candidates
            .Where(candidate => candidate.Result.Number != best.Number)
            .Take(MembersToExpect)
            .Sum(candidate => FittedTrial.RefitEstimate(candidate.Result, setup).Ticks));
        TimeSpan most = budget * ShareOfBudget;
        return members < most ? members : most;
    }
}
