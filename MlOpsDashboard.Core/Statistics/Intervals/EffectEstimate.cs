namespace MlOpsDashboard.Core.Statistics.Intervals;

/// <summary>An effect with its confidence interval and the test that belongs to it: the interval leaves out what the test rejects.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">The interval's lower end; minus infinity where the test looks for less.</param>
/// <param name="High">The interval's upper end; infinity where the test looks for more.</param>
/// <param name="PValue">The probability to be so far off, or farther, if there were no effect.</param>
public readonly record struct EffectEstimate(double Value, double Low, double High, double PValue)
{
    /// <summary>Of what tells nothing yet.</summary>
    /// <param name="value">The estimate as far as there is one.</param>
    public static EffectEstimate Unknown(double value) => new(value, double.NegativeInfinity, double.PositiveInfinity, 1);
}
