namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>
/// Drift detection method (Gama et al. 2004, Brazilian Symposium on Artificial Intelligence, 286): warns and alarms when the share of errors has
/// risen by so many of its standard deviations above the lowest that it ever was. Its weakness: the minimum is found by looking often, so that it
/// alarms more often than 3 deviations suggest.
/// </summary>
/// <param name="least">Values before it says anything.</param>
/// <param name="warning">Deviations of a warning.</param>
/// <param name="drift">Deviations of an alarm.</param>
internal sealed class Ddm(int least = 30, double warning = 2, double drift = 3) : ErrorDetector
{
    private RunningMean _errors;
    private double _lowestShare;
    private double _lowestDeviation;
    private double _lowest = double.PositiveInfinity;

    /// <inheritdoc/>
    protected override void Reset()
    {
        _errors = default;
        _lowest = double.PositiveInfinity;
    }

    /// <inheritdoc/>
    protected override ChangeState Step(double value)
    {
        _errors.Add(value);
        double share = _errors.Value;
        double deviation = Math.Sqrt(share * (1 - share) / _errors.Count);
        if (_errors.Count <= least)
        {
            return ChangeState.None;
        }

        double level = share + deviation;
        if (level <= _lowest)
        {
            (_lowestShare, _lowestDeviation, _lowest) = (share, deviation, level);
        }

        return level > _lowestShare + (drift * _lowestDeviation) ? ChangeState.Drift
            : level > _lowestShare + (warning * _lowestDeviation) ? ChangeState.Warning
            : ChangeState.None;
    }
}
