namespace MlOpsDashboard.Core.Tracking;

/// <summary>
/// Which way a metric is better. Runs may carry metrics that our catalogue does not know (of other programs, or with a prefix such as
/// <c>validation_</c>), so this goes by the words in the name.
/// </summary>
public static class MetricDirection
{
    private static readonly string[] s_lowerIsBetter =
    [
        "loss", "brier", "rmse", "mse", "mae", "mape", "smape", "error", "err", "ece", "deviance", "perplexity", "hinge", "entropy",
        "seconds", "ms", "duration", "latency", "bytes",
    ];

    /// <summary>Whether a greater value is better.</summary>
    /// <param name="metric">The metric's name.</param>
    public static bool HigherIsBetter(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        foreach (Range part in metric.AsSpan().SplitAny("_-./: "))
        {
            foreach (string word in s_lowerIsBetter)
            {
                if (metric.AsSpan(part).Equals(word, StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
