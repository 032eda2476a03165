using MlOpsDashboard.Components.Charts;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Observed shares by predicted probabilities, one line a class.</summary>
/// <param name="Series">The lines.</param>
public sealed record CalibrationDocument(IReadOnlyList<CalibrationDocument.Curve> Series)
{
    /// <summary>The lines.</summary>
    public IReadOnlyList<LineSeries> Lines => [.. Series.Select(s => new LineSeries(s.Label ?? "model", s.Predicted, s.Observed))];

    /// <summary>One line.</summary>
    /// <param name="Label">The class.</param>
    /// <param name="Predicted">The mean prediction of each bin.</param>
    /// <param name="Observed">The share of the class in each bin.</param>
    /// <param name="Count">How many rows each bin has.</param>
    public sealed record Curve(string? Label, double[] Predicted, double[] Observed, double[]? Count = null);
}
