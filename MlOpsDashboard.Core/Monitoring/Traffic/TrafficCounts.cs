using MlOpsDashboard.Core.Statistics.Sketches;

namespace MlOpsDashboard.Core.Monitoring.Traffic;

/// <summary>Counts one key's requests from any thread, without a lock; <see cref="Drain"/> takes them out.</summary>
internal sealed class TrafficCounts
{
    private readonly long[] _buckets = new long[DurationHistogram.Buckets];
    private long _nanoseconds;
    private long _rejected;
    private long _errors;

    /// <summary>Counts an answered request.</summary>
    /// <param name="seconds">How long it took.</param>
    public void Answered(double seconds)
    {
        Interlocked.Increment(ref _buckets[DurationHistogram.BucketOf(seconds)]);
        Interlocked.Add(ref _nanoseconds, (long)(seconds * 1e9));
    }

    /// <summary>Counts requests that were the caller's mistake.</summary>
    public void Rejected(long count) => Interlocked.Add(ref _rejected, count);

    /// <summary>Counts requests that failed on our side.</summary>
    public void Failed(long count) => Interlocked.Add(ref _errors, count);

    /// <summary>Takes out what was counted since the last time.</summary>
    /// <param name="key">Whose it is.</param>
    /// <returns>Null when nothing was.</returns>
    public TrafficSlice? Drain(TrafficKey key)
    {
        var histogram = new DurationHistogram();
        long answered = 0;
        for (int i = 0; i < _buckets.Length; i++)
        {
            if (Volatile.Read(ref _buckets[i]) != 0)
            {
                long count = Interlocked.Exchange(ref _buckets[i], 0);
                histogram.Add(i, count);
                answered += count;
            }
        }

        long rejected = Interlocked.Exchange(ref _rejected, 0);
        long errors = Interlocked.Exchange(ref _errors, 0);
        double seconds = Interlocked.Exchange(ref _nanoseconds, 0) / 1e9;
        return answered + rejected + errors == 0 ? null : new TrafficSlice(key, answered, rejected, errors, seconds, histogram);
    }
}
