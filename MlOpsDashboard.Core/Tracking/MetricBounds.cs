namespace MlOpsDashboard.Core.Tracking;

/// <summary>
/// The ends of a metric's 95 % interval, which are tracked as metrics of their own: <c>roc_auc_ci_low</c> and <c>roc_auc_ci_high</c> beside
/// <c>roc_auc</c>.
/// </summary>
public static class MetricBounds
{
    /// <summary>What the name of a lower end ends in.</summary>
    public const string Low = "_ci_low";

    /// <summary>What the name of an upper end ends in.</summary>
    public const string High = "_ci_high";

    /// <summary>Whether a metric is the end of another one's interval.</summary>
    /// <param name="metric">The metric's name.</param>
    public static bool IsEnd(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.EndsWith(Low, StringComparison.Ordinal) || metric.EndsWith(High, StringComparison.Ordinal);
    }

    /// <summary>A metric's interval, or null when it has none.</summary>
    /// <typeparam name="T">What is known of a metric.</typeparam>
    /// <param name="metrics">What is known of each metric.</param>
    /// <param name="metric">The metric's name.</param>
    /// <param name="value">The value in what is known.</param>
    public static (double Low, double High)? Of<T>(IReadOnlyDictionary<string, T> metrics, string metric, Func<T, double> value)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(value);
        return metrics.TryGetValue(metric + Low, out T? low) && metrics.TryGetValue(metric + High, out T? high) ? (value(low), value(high)) : null;
    }
}
