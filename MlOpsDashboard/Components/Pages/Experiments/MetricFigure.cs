using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>One figure of merit.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Interval">Its 95 % interval, or null.</param>
public sealed record MetricFigure(string Name, double Value, (double Low, double High)? Interval)
{
    /// <summary>The figures of a result, in the order of the metrics.</summary>
    /// <typeparam name="T">What is known of a metric.</typeparam>
    /// <param name="metrics">What is known of each metric.</param>
    /// <param name="value">The value in what is known.</param>
    public static IReadOnlyList<MetricFigure> Of<T>(IReadOnlyDictionary<string, T> metrics, Func<T, double> value)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(value);
        return
        [
            .. metrics.Where(metric => FinalMetrics.Has(metric.Key))
                .Select(metric => new MetricFigure(metric.Key, value(metric.Value), MetricBounds.Of(metrics, metric.Key, value))),
        ];
    }
}
