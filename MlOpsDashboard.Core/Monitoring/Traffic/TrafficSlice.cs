using MlOpsDashboard.Core.Statistics.Sketches;

namespace MlOpsDashboard.Core.Monitoring.Traffic;

/// <summary>One key's traffic in a stretch of time.</summary>
/// <param name="Key">Whose traffic.</param>
/// <param name="Answered">Requests that got a prediction.</param>
/// <param name="Rejected">Requests that were the caller's mistake.</param>
/// <param name="Errors">Requests that failed on our side.</param>
/// <param name="Seconds">Time that the answers took together.</param>
/// <param name="Durations">How long the answers took.</param>
internal sealed record TrafficSlice(TrafficKey Key, long Answered, long Rejected, long Errors, double Seconds, DurationHistogram Durations)
{
    /// <summary>Nothing yet.</summary>
    /// <param name="key">Whose.</param>
    public static TrafficSlice Empty(TrafficKey key) => new(key, 0, 0, 0, 0, new DurationHistogram());

    /// <summary>Both together; this one's histogram takes up the other's.</summary>
    /// <param name="other">The other.</param>
    public TrafficSlice Plus(TrafficSlice other)
    {
        Durations.Add(other.Durations);
        return this with
        {
            Answered = Answered + other.Answered,
            Rejected = Rejected + other.Rejected,
            Errors = Errors + other.Errors,
            Seconds = Seconds + other.Seconds,
        };
    }
}
