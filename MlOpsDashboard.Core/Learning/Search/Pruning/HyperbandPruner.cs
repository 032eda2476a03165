using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Search.Pruning;

/// <summary>
/// Hyperband (Li et al. 2018, JMLR 18): several successive halvings side by side, from one that judges early and often to one that
/// judges hardly at all, so that learners which begin slowly get their chance. As in Optuna, each trial belongs to one bracket and is
/// compared with trials of that bracket only; brackets that judge early get more trials.
/// </summary>
/// <param name="firstRung">The first step at which the strictest bracket judges.</param>
/// <param name="mostSteps">The number of steps at which the last bracket judges for the first time, at least <paramref name="firstRung"/>.</param>
/// <param name="reduction">η: of those that reach a rung one in so many goes on.</param>
public sealed class HyperbandPruner(int firstRung = 5, int mostSteps = 320, int reduction = 4) : IPruner
{
    private readonly SuccessiveHalvingPruner[] _brackets = MakeBrackets(firstRung, mostSteps, reduction);

    /// <inheritdoc/>
    public string Name => "hyperband";

    /// <summary>The number of brackets: ⌊log_η(most / first)⌋ + 1.</summary>
    public int Brackets => _brackets.Length;

    /// <inheritdoc/>
    public bool ShouldPrune(TrialCurve trial, IReadOnlyList<TrialCurve> finished)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(finished);
        int bracket = BracketOf(trial.Number);
        return _brackets[bracket].ShouldPrune(trial, [.. finished.Where(other => BracketOf(other.Number) == bracket)]);
    }

    /// <summary>The bracket of a trial, from 0, the strictest. Depends on its number alone, so that a resumed search agrees.</summary>
    /// <param name="number">The trial's number.</param>
    public int BracketOf(int number)
    {
        // A bracket that lets trials run longer has fewer of them, in the proportion of the paper: ⌈(s_max + 1) · η^s / (s + 1)⌉.
        double[] shares = [.. Enumerable.Range(0, _brackets.Length).Select(index => Share(_brackets.Length - 1 - index))];
        double point = new SeededRandom(number, _brackets.Length).NextDouble() * shares.Sum();
        int bracket = 0;
        while (bracket < shares.Length - 1 && point >= shares[bracket])
        {
            point -= shares[bracket++];
        }

        return bracket;
    }

    private static SuccessiveHalvingPruner[] MakeBrackets(int firstRung, int mostSteps, int reduction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstRung, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSteps, firstRung);
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 2);
        var brackets = new List<SuccessiveHalvingPruner>();
        for (long rung = firstRung; rung <= mostSteps; rung *= reduction)
        {
            brackets.Add(new SuccessiveHalvingPruner((int)rung, reduction));
        }

        return [.. brackets];
    }

    private double Share(int rungs) => Math.Ceiling(_brackets.Length * Math.Pow(reduction, rungs) / (rungs + 1));
}
