using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>A figure of a version's quality, in words.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Hint">Its interval, or what belongs to it.</param>
internal sealed record DecidingFigure(string Label, string Value, string? Hint)
{
    /// <summary>What it was chosen by, the difference to the version in production, and how far its answers can be believed.</summary>
    /// <param name="version">The version.</param>
    /// <param name="rival">The version in production, if it is another one.</param>
    public static IReadOnlyList<DecidingFigure> Of(ModelVersion version, ModelVersion? rival) =>
        [.. new[] { ChosenBy(version), rival is null ? null : Against(version, rival), Second(version) }.OfType<DecidingFigure>()];

    private static DecidingFigure? ChosenBy(ModelVersion version) =>
        version.Metric is { } metric && version.Metrics.TryGetValue(metric, out double value)
            ? new(NameOf(metric, version), Display.Number(value), MetricBounds.Of(version.Metrics, metric, end => end) is { } interval ? $"95\u00A0% confidence interval {Display.Between(interval.Low, interval.High)}" : null)
            : null;

    /// <summary>The difference to the version in production; null where they have no metric in common.</summary>
    /// <param name="version">The version.</param>
    /// <param name="rival">The version in production.</param>
    public static DecidingFigure? Against(ModelVersion version, ModelVersion rival)
    {
        if (version.Metric is not { } metric || !version.Metrics.TryGetValue(metric, out double own) || !rival.Metrics.TryGetValue(metric, out double its))
        {
            return null;
        }

        double difference = own - its;
        string sign = difference > 0 ? "+" : difference < 0 ? "−" : "±";
        string verdict = !JudgedRows.AreSame(version, rival) ? "measured on other rows: not comparable"
            : MetricCatalog.Find(metric) is not { } known || difference == 0 ? "on the same rows"
            : known.HigherIsBetter == difference > 0 ? "better, on the same rows" : "worse, on the same rows";
        return new($"against version {rival.Version}", sign + Display.Number(Math.Abs(difference), 3), verdict);
    }

    private static DecidingFigure? Second(ModelVersion version)
    {
        (string name, string[] more) = version.Task == TaskKind.Regression ? ("mae", (string[])["r2"]) : ("log_loss", ["brier", "ece"]);
        if (version.Metric == name)
        {
            (name, more) = version.Task == TaskKind.Regression ? ("r2", (string[])["rmse"]) : ("accuracy", ["brier", "ece"]);
        }

        return version.Metrics.TryGetValue(name, out double value)
            ? new(NameOf(name, version), Display.Number(value), string.Join(" · ", more.Where(version.Metrics.ContainsKey).Select(one => $"{NameOf(one, version)} {Display.Number(version.Metrics[one], 3)}")))
            : null;
    }

    private static string NameOf(string metric, ModelVersion version) => Names.Metric(metric, version.Task, version.Quantile);
}
