namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>
/// Drift detection by McDiarmid's bound on exponentially weighted means (Frías-Blanco et al. 2015, IEEE Transactions on Knowledge and Data
/// Engineering 27, 810, the W-test): quicker than <see cref="HddmA"/> where a change is sudden.
/// </summary>
/// <param name="drift">The chance of an alarm where nothing has changed, at each comparison.</param>
/// <param name="warning">The same for a warning.</param>
/// <param name="weight">The weight of the newest value.</param>
/// <param name="twoSided">Whether it also looks for falls.</param>
internal sealed class HddmW(double drift = 0.001, double warning = 0.005, double weight = 0.05, bool twoSided = false) : ErrorDetector
{
    private Weighted _all = new(weight);
    private Weighted _low = new(weight);
    private Weighted _sinceLow = new(weight);
    private Weighted _high = new(weight);
    private Weighted _sinceHigh = new(weight);
    private double _lowest = double.PositiveInfinity;
    private double _highest = double.NegativeInfinity;

    /// <inheritdoc/>
    protected override void Reset()
    {
        _all = _low = _sinceLow = _high = _sinceHigh = new Weighted(weight);
        (_lowest, _highest) = (double.PositiveInfinity, double.NegativeInfinity);
    }

    /// <inheritdoc/>
    protected override ChangeState Step(double value)
    {
        _all.Add(value);
        double bound = Bound(_all.Spread, drift);
        if (_all.Mean + bound < _lowest)
        {
            (_lowest, _low, _sinceLow) = (_all.Mean + bound, _all, new Weighted(weight));
        }
        else
        {
            _sinceLow.Add(value);
        }

        if (_all.Mean - bound > _highest)
        {
            (_highest, _high, _sinceHigh) = (_all.Mean - bound, _all, new Weighted(weight));
        }
        else
        {
            _sinceHigh.Add(value);
        }

        return Moved(drift) ? ChangeState.Drift : Moved(warning) ? ChangeState.Warning : ChangeState.None;
    }

    private bool Moved(double chance) => Rises(_low, _sinceLow, chance) || (twoSided && Rises(_sinceHigh, _high, chance));

    private static bool Rises(in Weighted from, in Weighted to, double chance) =>
        from.HasValues && to.HasValues && to.Mean - from.Mean > Bound(from.Spread + to.Spread, chance);

    private static double Bound(double spread, double chance) => Math.Sqrt(spread * Math.Log(1 / chance) / 2);

    /// <summary>An exponentially weighted mean, and the sum of its squared weights.</summary>
    private struct Weighted(double weight)
    {
        public bool HasValues { get; private set; }

        public double Mean { get; private set; }

        public double Spread { get; private set; } = 1;

        public void Add(double value)
        {
            Mean = HasValues ? (weight * value) + ((1 - weight) * Mean) : value;
            HasValues = true;
            Spread = (weight * weight) + ((1 - weight) * (1 - weight) * Spread);
        }
    }
}
