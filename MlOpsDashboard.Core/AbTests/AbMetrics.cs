using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>What is known of the metrics.</summary>
public static class AbMetrics
{
    /// <summary>The words of the REST contract.</summary>
    public static Vocabulary<AbMetric> Words { get; } = new(
        ("accuracy", AbMetric.Accuracy),
        ("log_loss", AbMetric.LogLoss),
        ("absolute_error", AbMetric.AbsoluteError),
        ("squared_error", AbMetric.SquaredError),
        ("latency", AbMetric.Latency),
        ("error_rate", AbMetric.ErrorRate),
        ("value", AbMetric.Value));

    /// <summary>Whether more of it is better.</summary>
    public static bool IsMoreBetter(AbMetric metric) => metric is AbMetric.Accuracy or AbMetric.Value;

    /// <summary>Whether it needs what turned out to be true.</summary>
    public static bool NeedsLabels(AbMetric metric) => metric is not (AbMetric.Latency or AbMetric.ErrorRate);

    /// <summary>Whether each value is 0 or 1.</summary>
    public static bool IsShare(AbMetric metric) => metric is AbMetric.Accuracy or AbMetric.ErrorRate;

    /// <summary>The metrics of a task, the usual one first.</summary>
    public static IReadOnlyList<AbMetric> Of(TaskKind task) => task == TaskKind.Regression
        ? [AbMetric.AbsoluteError, AbMetric.SquaredError, AbMetric.Latency, AbMetric.ErrorRate, AbMetric.Value]
        : [AbMetric.Accuracy, AbMetric.LogLoss, AbMetric.Latency, AbMetric.ErrorRate, AbMetric.Value];
}
