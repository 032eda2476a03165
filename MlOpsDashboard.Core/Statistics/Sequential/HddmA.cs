namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>
/// Drift detection by Hoeffding's bound on plain means (Frías-Blanco et al. 2015, IEEE Transactions on Knowledge and Data Engineering 27, 810,
/// the A-test): compares all values since the best point so far with those up to it.
/// </summary>
/// <param name="drift">The chance of an alarm where nothing has changed, at each comparison.</param>
/// <param name="warning">The same for a warning.</param>
/// <param name="twoSided">Whether it also looks for falls.</param>
internal sealed class HddmA(double drift = 0.001, double warning = 0.005, bool twoSided = false) : ErrorDetector
{
    private RunningMean _all;
    private RunningMean _lowest;
    private RunningMean _highest;

    /// <inheritdoc/>
    protected override void Reset() => (_all, _lowest, _highest) = (default, default, default);

    /// <inheritdoc/>
    protected override ChangeState Step(double value)
    {
        _all.Add(value);
        double bound = Bound(_all.Count);
        if (_lowest.Count == 0 || _lowest.Value + Bound(_lowest.Count) >= _all.Value + bound)
        {
            _lowest = _all;
        }

        if (_highest.Count == 0 || _highest.Value - Bound(_highest.Count) <= _all.Value - bound)
        {
            _highest = _all;
        }

        return Moved(drift) ? ChangeState.Drift : Moved(warning) ? ChangeState.Warning : ChangeState.None;
    }

    private bool Moved(double chance) =>
        Moved(_lowest.Count, _all.Value - _lowest.Value, chance) || (twoSided && Moved(_highest.Count, _highest.Value - _all.Value, chance));

    private bool Moved(long upTo, double gap, double chance) => upTo != _all.Count
        && gap >= Math.Sqrt((double)(_all.Count - upTo) / upTo * (1.0 / _all.Count) / 2 * Math.Log(2 / chance));

    private double Bound(long count) => Math.Sqrt(1.0 / (2 * count) * Math.Log(1 / drift));
}
