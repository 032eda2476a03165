namespace MlOpsDashboard.Core.Learning.Search.Pruning;

/// <summary>
/// Stops a trial whose best loss so far is worse than the median of the others' at the same step (Golovin et al. 2017,
/// Google Vizier, section 3.2.2, with Optuna's defaults).
/// </summary>
/// <param name="startUpTrials">Trials that must have ended before any is stopped.</param>
/// <param name="warmUpSteps">Steps that every trial may take unjudged.</param>
public sealed class MedianPruner(int startUpTrials = 5, int warmUpSteps = 0) : IPruner
{
    /// <inheritdoc/>
    public string Name => "median";

    /// <inheritdoc/>
    public bool ShouldPrune(TrialCurve trial, IReadOnlyList<TrialCurve> finished)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(finished);
        IReadOnlyList<double> losses = trial.Losses;
        if (losses.Count <= warmUpSteps || finished.Count < startUpTrials)
        {
            return false;
        }

        int step = losses.Count - 1;
        double[] others = [.. finished.Select(curve => curve.Losses).Where(curve => curve.Count > step && !double.IsNaN(curve[step])).Select(curve => curve[step]).Order()];
        double[] own = [.. losses.Where(loss => !double.IsNaN(loss))];
        if (others.Length == 0)
        {
            return false;
        }

        // A trial that never gave a number is worse than any that did.
        double median = (others[(others.Length - 1) / 2] + others[others.Length / 2]) / 2;
        return own.Length == 0 || own.Min() > median;
    }
}
