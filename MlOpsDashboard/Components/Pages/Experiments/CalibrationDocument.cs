using MlOpsDashboard.Components.Charts;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Observed shares by predicted probabilities, one line a class.</summary>
/// <param name="Series">The lines.</param>
public sealed record CalibrationDocument(IReadOnlyList<CalibrationDocument.Curve> Series)
{
    /// <summary>The lines.</summary>
    public IReadOnlyList<LineSeries> Lines => [.. Series.Select(s => new LineSeries(s.Label ?? "model", s.Predicted, s.Observed))];

    /// <summary>The line of this model and, dashed, that of another one; null unless both have one line, of the same class.</summary>
    /// <param name="own">What this model is called.</param>
    /// <param name="other">The other model's curves; null when it has none.</param>
    /// <param name="name">What the other model is called.</param>
    public IReadOnlyList<LineSeries>? Beside(string own, CalibrationDocument? other, string name) =>
        Series is [var mine] && other?.Series is [var theirs] && mine.Label == theirs.Label
            ? [new(own, mine.Predicted, mine.Observed, 0), new(name, theirs.Predicted, theirs.Observed) { IsBeside = true }]
            : null;

    /// <summary>One line.</summary>
    /// <param name="Label">The class.</param>
    /// <param name="Predicted">The mean prediction of each bin.</param>
    /// <param name="Observed">The share of the class in each bin.</param>
    /// <param name="Count">How many rows each bin has.</param>
    public sealed record Curve(string? Label, double[] Predicted, double[] Observed, double[]? Count = null);
}
