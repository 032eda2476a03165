using System.Globalization;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>A run with everything but its metric history.</summary>
/// <param name="Run">The run.</param>
/// <param name="Parameters">Its parameters, by key.</param>
/// <param name="Tags">Its tags, by key.</param>
/// <param name="Metrics">The latest point of each metric, by key.</param>
/// <param name="Artifacts">Its files, by path.</param>
/// <param name="Children">How many runs are a part of it.</param>
public sealed record RunDetails(
    Run Run,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyDictionary<string, MetricPoint> Metrics,
    IReadOnlyList<RunArtifact> Artifacts,
    int Children)
{
    /// <summary>For numbers: the quantile that the run's model predicts; null where it is not known.</summary>
    public double? Quantile => Parameters.TryGetValue(RunParameters.Quantile, out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double quantile) ? quantile : null;
}
