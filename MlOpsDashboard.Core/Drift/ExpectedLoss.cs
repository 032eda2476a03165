using MlOpsDashboard.Core.Drift.Concept;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Says how much quality the drift of each feature may cost: the share of rows that moved × the feature's importance × the performance.</summary>
internal static class ExpectedLoss
{
    /// <summary>The report with what its features may cost.</summary>
    /// <param name="report">The report.</param>
    /// <param name="importance">The importances of the model's columns, adding up to 1; empty when they are not known.</param>
    /// <param name="performance">What is at stake; null when it is not known.</param>
    public static DriftReport Tell(DriftReport report, IReadOnlyDictionary<string, double> importance, ExpectedPerformance? performance)
    {
        if (importance.Count == 0)
        {
            return report with { LossNote = "The model's importances are not known, so that features cannot be ranked by expected loss." };
        }

        return report with
        {
            Performance = performance,
            LossNote = performance is null ? "The model's performance is not known, so that features cannot be ranked by expected loss." : null,
            Features = [.. report.Features.Select(feature => Tell(feature, importance.GetValueOrDefault(feature.Name), performance))],
        };
    }

    private static FeatureDrift Tell(FeatureDrift feature, double importance, ExpectedPerformance? performance) => feature with
    {
        Importance = importance,
        ExpectedLoss = feature.Moved is { } moved && performance is not null ? moved * importance * performance.Value : null,
    };
}
