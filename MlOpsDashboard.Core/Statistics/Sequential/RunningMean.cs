namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>A mean that takes its values one by one (West 1979, Communications of the ACM 22, 532).</summary>
internal struct RunningMean
{
    /// <summary>How many values it has seen.</summary>
    public long Count { get; private set; }

    /// <summary>Their mean; 0 before the first.</summary>
    public double Value { get; private set; }

    /// <summary>Takes a value.</summary>
    /// <param name="value">The value.</param>
    public void Add(double value)
    {
        Count++;
        Value += (value - Value) / Count;
    }
}
