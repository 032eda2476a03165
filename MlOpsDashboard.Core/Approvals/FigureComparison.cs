using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>The figures of a candidate against those of the version in production, where both were judged on the same rows.</summary>
internal static class FigureComparison
{
    /// <summary>Compares.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="production">The version in production; null without one.</param>
    public static (ApprovalCheck Check, IReadOnlyList<ComparedFigure> Figures) Of(ModelVersion candidate, ModelVersion? production)
    {
        if (production is null)
        {
            return (Unknown("Nothing is in production to compare it with."), []);
        }

        if (JudgedRows.Difference(candidate, production) is { } difference)
        {
            return (Unknown($"Not comparable: {difference}."), []);
        }

        string? judged = candidate.Metric ?? production.Metric;
        ComparedFigure[] figures =
        [
            .. candidate.Metrics.Keys.Where(metric => FinalMetrics.Has(metric) && production.Metrics.ContainsKey(metric))
                .OrderByDescending(metric => metric == judged).ThenBy(metric => metric, StringComparer.Ordinal)
                .Select(metric => Figure(candidate, production, metric)),
        ];
        return figures.FirstOrDefault(figure => figure.Metric == judged) is { } first
            ? (Judge(first, production), figures)
            : (Unknown("Not comparable: they have no deciding metric in common."), figures);
    }

    private static ComparedFigure Figure(ModelVersion candidate, ModelVersion production, string metric)
    {
        (double Low, double High)? own = MetricBounds.Of(candidate.Metrics, metric, end => end);
        (double Low, double High)? its = MetricBounds.Of(production.Metrics, metric, end => end);
        return new(metric, candidate.Metrics[metric], own?.Low, own?.High, production.Metrics[metric], its?.Low, its?.High);
    }

    private static ApprovalCheck Judge(ComparedFigure figure, ModelVersion production)
    {
        bool higher = MetricDirection.HigherIsBetter(figure.Metric);
        bool worse = higher ? figure.Candidate < figure.Production : figure.Candidate > figure.Production;

        // Intervals that do not meet leave no doubt; those that do may still hide a difference, so that is a warning and no verdict.
        bool surely = worse && (higher ? figure.CandidateHigh < figure.ProductionLow : figure.CandidateLow > figure.ProductionHigh);
        string name = MetricCatalog.Find(figure.Metric)?.DisplayName ?? figure.Metric;
        string verdict = surely ? "worse, and the intervals do not meet" : worse ? "worse, but the intervals meet or are not known" : "not worse";
        return new(
            "quality",
            surely ? CheckOutcome.Failed : worse ? CheckOutcome.Warning : CheckOutcome.Passed,
            $"{name} on the same held-out rows: {Text(figure.Candidate, figure.CandidateLow, figure.CandidateHigh)} against {Text(figure.Production, figure.ProductionLow, figure.ProductionHigh)} of version {production.Version}: {verdict}.");
    }

    private static string Text(double value, double? low, double? high) => low is null || high is null
        ? FormattableString.Invariant($"{value:0.####}")
        : FormattableString.Invariant($"{value:0.####} ({low:0.####} to {high:0.####})");

    private static ApprovalCheck Unknown(string text) => new("quality", CheckOutcome.Unknown, text);
}
