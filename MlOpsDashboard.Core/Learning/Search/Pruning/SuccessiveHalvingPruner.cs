namespace MlOpsDashboard.Core.Learning.Search.Pruning;

/// <summary>
/// Asynchronous successive halving (Li et al. 2020, MLSys): at the steps m, m·η, m·η², … only the best 1/η of the trials that
/// got there go on.
/// </summary>
/// <param name="firstRung">The first step at which trials are judged, m.</param>
/// <param name="reduction">η: one in so many goes on.</param>
public sealed class SuccessiveHalvingPruner(int firstRung = 5, int reduction = 4) : IPruner
{
    /// <inheritdoc/>
    public string Name => "successive_halving";

    /// <inheritdoc/>
    public bool ShouldPrune(TrialCurve trial, IReadOnlyList<TrialCurve> finished)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(finished);
        IReadOnlyList<double> losses = trial.Losses;
        int step = losses.Count;
        if (!IsRung(step))
        {
            return false;
        }

        double own = losses[step - 1];
        if (double.IsNaN(own))
        {
            return true;
        }

        double[] atRung = [.. finished.Select(curve => curve.Losses).Where(curve => curve.Count >= step).Select(curve => curve[step - 1]).Append(own).Where(loss => !double.IsNaN(loss)).Order()];
        int promoted = Math.Max(1, atRung.Length / reduction);
        return own > atRung[promoted - 1];
    }

    private bool IsRung(int step)
    {
        long rung = firstRung;
        while (rung < step)
        {
            rung *= reduction;
        }

        return rung == step;
    }
}
