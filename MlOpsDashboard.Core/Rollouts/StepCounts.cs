namespace MlOpsDashboard.Core.Rollouts;

/// <summary>What one arm did in the present step.</summary>
internal sealed class StepCounts
{
    /// <summary>Answers.</summary>
    public long Answers { get; set; }

    /// <summary>Requests that it could not answer.</summary>
    public long Errors { get; set; }

    /// <summary>Answers since the limit of slowness is known.</summary>
    public long Timed { get; set; }

    /// <summary>Those of them that were slower than it.</summary>
    public long Slow { get; set; }

    /// <summary>Answers that were slower than the setting.</summary>
    public long TooSlow { get; set; }

    /// <summary>Answers by latency.</summary>
    public long[] Latencies { get; set; } = new long[LatencyCounts.Buckets];

    /// <summary>Requests, answered or not.</summary>
    public long Requests => Answers + Errors;

    /// <summary>Counts an answer.</summary>
    /// <param name="ms">Its latency in milliseconds.</param>
    /// <param name="slow">From where on one is slow; null while that is not known.</param>
    /// <param name="limit">From where on one is too slow; null for never.</param>
    public void Add(double ms, double? slow, double? limit)
    {
        Answers++;
        Latencies[LatencyCounts.BucketOf(ms)]++;
        if (slow is { } edge)
        {
            Timed++;
            Slow += ms > edge ? 1 : 0;
        }

        TooSlow += limit is { } most && ms > most ? 1 : 0;
    }
}
