namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>
/// Page and Hinkley's test (Page 1954, Biometrika 41, 100; two-sided as in Sebastião and Fernandes 2017, ISMIS, 492): sums up by how much values
/// exceed their mean so far, and alarms when the sum has risen far above its lowest point.
/// </summary>
/// <param name="direction">Which changes count.</param>
/// <param name="least">Values before it says anything.</param>
/// <param name="tolerance">A change of the mean that is none (δ), in the unit of the values.</param>
/// <param name="threshold">How far the sum may go (λ), in the unit of the values.</param>
/// <param name="memory">What remains of the sum with each value (α).</param>
internal sealed class PageHinkley(
    ChangeDirection direction = ChangeDirection.Both, int least = 30, double tolerance = 0.005, double threshold = 50, double memory = 1 - 0.0001) : ChangeDetector
{
    // Where river begins, though a lowest point of minus infinity would be the counterpart of the other.
    private const double FirstHighest = -1;

    private RunningMean _mean;
    private double _rise;
    private double _fall;
    private double _lowest = double.PositiveInfinity;
    private double _highest = FirstHighest;

    /// <inheritdoc/>
    protected override void Reset()
    {
        _mean = default;
        (_rise, _fall, _lowest, _highest) = (0, 0, double.PositiveInfinity, FirstHighest);
    }

    /// <inheritdoc/>
    protected override ChangeState Step(double value)
    {
        _mean.Add(value);
        double apart = value - _mean.Value;
        _rise = (memory * _rise) + apart - tolerance;
        _fall = (memory * _fall) + apart + tolerance;
        _lowest = Math.Min(_lowest, _rise);
        _highest = Math.Max(_highest, _fall);
        bool changed = (direction != ChangeDirection.Down && _rise - _lowest > threshold)
            || (direction != ChangeDirection.Up && _highest - _fall > threshold);
        return _mean.Count >= least && changed ? ChangeState.Drift : ChangeState.None;
    }
}
