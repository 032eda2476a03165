namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>
/// Early drift detection method (Baena-García et al. 2006, Workshop on Knowledge Discovery from Data Streams): looks at the distances between
/// errors, whose mean and deviation shrink when errors become frequent. Sees slow changes early, and cries wolf often.
/// </summary>
/// <param name="least">Errors before it says anything.</param>
/// <param name="warning">The share of the widest distance below which it warns.</param>
/// <param name="drift">The share below which it alarms.</param>
internal sealed class Eddm(int least = 30, double warning = 0.95, double drift = 0.9) : ErrorDetector
{
    private RunningMean _distance;
    private double _squares;
    private long _count;
    private long _lastError;
    private double _widest = -1;

    /// <inheritdoc/>
    protected override void Reset()
    {
        _distance = default;
        (_squares, _count, _lastError, _widest) = (0, 0, 0, -1);
    }

    /// <inheritdoc/>
    protected override ChangeState Step(double value)
    {
        _count++;
        if (value == 0)
        {
            return State;
        }

        double distance = _count - _lastError;
        double before = _distance.Value;
        _lastError = _count;
        _distance.Add(distance);
        _squares += (distance - before) * (distance - _distance.Value);
        return _count > least ? Judge() : State;
    }

    private ChangeState Judge()
    {
        double variance = _distance.Count > 1 ? _squares / (_distance.Count - 1) : 0;
        double width = _distance.Value + (2 * Math.Sqrt(variance));
        if (width > _widest)
        {
            // A new widest distance ends no warning: river leaves it standing until the next error that is compared.
            _widest = width;
            return State;
        }

        double share = width / _widest;
        return _distance.Count <= least ? State
            : share < drift ? ChangeState.Drift
            : share < warning ? ChangeState.Warning
            : ChangeState.None;
    }
}
