using System.Globalization;
using MlOpsDashboard.Core.Alerts.Metrics;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>Says what happened in a sentence, with units.</summary>
public static class AlertWords
{
    /// <summary>A value with its unit.</summary>
    /// <param name="metric">What it is of.</param>
    /// <param name="value">The value.</param>
    public static string Value(AlertMetric metric, double value)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Unit switch
        {
            AlertMetricUnit.Share => Text(value * 100, "0.##") + " %",
            AlertMetricUnit.Milliseconds => Text(value, value < 10 ? "0.##" : "0.#") + " ms",
            AlertMetricUnit.PerMinute => Text(value, "0.##") + " a minute",
            _ => Text(value, "0.####"),
        };
    }

    /// <summary>A rule's condition, as in <c>p99 latency above 100 ms over 5 min</c>.</summary>
    /// <param name="rule">The rule.</param>
    public static string Condition(AlertRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        AlertMetric metric = AlertMetrics.Find(rule.Metric)!;
        string over = metric.Kind == AlertMetricKind.Drift ? " in the latest check" : $" over {Span(rule.WindowSeconds)}";
        string lasting = rule.ForSeconds == 0 ? "" : $", for {Span(rule.ForSeconds)}";
        return (metric.Name == AlertMetrics.Drift ? "drift" : $"{metric.Words} {rule.Operator.Word()} {Value(metric, rule.Threshold)}") + over + lasting;
    }

    /// <summary>A span in its greatest unit that fits, as in <c>5 min</c> and <c>7 d</c>.</summary>
    /// <param name="seconds">The span.</param>
    public static string Span(int seconds) => seconds switch
    {
        >= 86400 when seconds % 86400 == 0 => $"{seconds / 86400} d",
        >= 3600 when seconds % 3600 == 0 => $"{seconds / 3600} h",
        >= 60 when seconds % 60 == 0 => $"{seconds / 60} min",
        _ => $"{seconds} s",
    };

    /// <summary>What a change of state says.</summary>
    internal static string Of(AlertRule rule, string subject, AlertState from, AlertState to, AlertReading reading)
    {
        AlertMetric metric = AlertMetrics.Find(rule.Metric)!;
        string who = subject.Length == 0 ? "" : subject + ": ";
        string note = reading.Note is null ? "" : $" ({reading.Note})";
        if (metric.Name == AlertMetrics.Drift)
        {
            return who + (to >= AlertState.Pending ? "the latest check found drift" : "the latest check found no drift");
        }

        string value = Value(metric, reading.Value ?? double.NaN);
        string limit = $"{rule.Operator.Word()} {Value(metric, rule.Threshold)}";
        string verb = metric.Name == AlertMetrics.JobFailures || metric.Name == AlertMetrics.RequestsPerMinute ? "" : "is ";
        return who + to switch
        {
            AlertState.Firing => $"{metric.Words} {verb}{value}{note}, {limit}",
            AlertState.Pending => $"{metric.Words} {verb}{value}{note}, {limit}; it fires if that lasts for {Span(rule.ForSeconds)}",
            AlertState.Inactive => $"{metric.Words} {verb}{value}{note}, not {limit} any more before it fired",
            _ => $"{metric.Words} {verb}{value}{note}, not {limit} any more",
        };
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
