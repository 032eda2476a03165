namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>Count, range, mean and spread of numbers in one pass (Welford 1962).</summary>
internal sealed class Moments
{
    private double _squares;

    /// <summary>Numbers seen.</summary>
    internal long Count { get; private set; }

    /// <summary>The smallest; +∞ when there is none.</summary>
    internal double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest; −∞ when there is none.</summary>
    internal double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>The arithmetic mean; 0 when there is none.</summary>
    internal double Mean { get; private set; }

    /// <summary>The standard deviation of a sample (divided by n − 1); 0 for fewer than two numbers.</summary>
    internal double StandardDeviation => Count < 2 ? 0 : Math.Sqrt(_squares / (Count - 1));

    /// <summary>Takes a number into account.</summary>
    /// <param name="value">A finite number.</param>
    internal void Add(double value)
    {
        Count++;
        double step = value - Mean;
        Mean += step / Count;
        _squares += step * (value - Mean);
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
    }
}
