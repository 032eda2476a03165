namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>The running numbers of one series. Safe for concurrent measurements.</summary>
/// <param name="labels">The series' labels.</param>
/// <param name="bounds">The upper bounds of a histogram's buckets, without infinity; empty for other kinds.</param>
internal sealed class Series(LabelSet labels, double[] bounds)
{
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private double _sum;

    /// <summary>The series' labels.</summary>
    public LabelSet Labels => labels;

    /// <summary>A counter's or a histogram's sum, or a gauge's value.</summary>
    public double Sum => Volatile.Read(ref _sum);

    /// <summary>Observations by bucket, not cumulated; the last bucket has no upper bound.</summary>
    public long[] Buckets()
    {
        var copy = new long[_buckets.Length];
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i] = Volatile.Read(ref _buckets[i]);
        }

        return copy;
    }

    /// <summary>Adds to a counter.</summary>
    /// <param name="value">How much; not negative.</param>
    public void Add(double value)
    {
        double seen = Volatile.Read(ref _sum);
        while (true)
        {
            double before = Interlocked.CompareExchange(ref _sum, seen + value, seen);
            if (before.Equals(seen))
            {
                return;
            }

            seen = before;
        }
    }

    /// <summary>Sets a gauge or an observed counter.</summary>
    /// <param name="value">The value.</param>
    public void Set(double value) => Volatile.Write(ref _sum, value);

    /// <summary>Counts an observation of a histogram.</summary>
    /// <param name="value">What was observed; a NaN is not counted, as it is in no bucket.</param>
    public void Observe(double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        int bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref _buckets[bucket]);
        Add(value);
    }
}
