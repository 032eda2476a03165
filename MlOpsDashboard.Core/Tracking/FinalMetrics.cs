namespace MlOpsDashboard.Core.Tracking;

/// <summary>Which of a run's metrics are figures of its result: not the ends of intervals, nor what was written fold by fold.</summary>
public static class FinalMetrics
{
    private const string Nested = "nested_";
    private const string OfFolds = "_of_fold";

    /// <summary>Whether the latest value of a metric says something by itself.</summary>
    /// <param name="metric">The metric's name.</param>
    public static bool Has(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        bool folds = metric.StartsWith(Nested, StringComparison.Ordinal) && metric.EndsWith(OfFolds, StringComparison.Ordinal);
        return !folds && !MetricBounds.IsEnd(metric);
    }
}
