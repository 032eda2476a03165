using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>A ROC or a precision-recall curve, one line a class.</summary>
/// <param name="Series">The lines.</param>
public sealed record CurveDocument(IReadOnlyList<CurveDocument.Curve> Series)
{
    /// <summary>The lines; with several of them their areas are in their names.</summary>
    public IReadOnlyList<LineSeries> Lines => [.. Series.Select((s, i) => new LineSeries($"{s.Label} {Area(s)}".Trim(), s.X, s.Y, i))];

    /// <summary>The line of this model and, dashed, that of another one; null unless both have one line, of the same class.</summary>
    /// <param name="own">What this model is called.</param>
    /// <param name="other">The other model's curves; null when it has none.</param>
    /// <param name="name">What the other model is called.</param>
    public IReadOnlyList<LineSeries>? Beside(string own, CurveDocument? other, string name) =>
        Series is [var mine] && other?.Series is [var theirs] && mine.Label == theirs.Label
            ? [new($"{own} {Area(mine)}".Trim(), mine.X, mine.Y, 0), new($"{name} {Area(theirs)}".Trim(), theirs.X, theirs.Y) { IsBeside = true }]
            : null;

    /// <summary>What the areas are called.</summary>
    public string Measure => Series.Any(s => s.Ap is not null) ? "Average precision" : "Area under the curve";

    /// <summary>The caption of the chart; a single line's area is in it, because one line has no legend.</summary>
    /// <param name="name">What the curve is called.</param>
    public string Title(string name) => Series is [var only] ? $"{name} {Area(only)}".Trim() : name;

    private static string Area(Curve curve) => curve switch
    {
        { Auc: { } auc } => $"(AUC {Display.Number(auc)})",
        { Ap: { } ap } => $"(AP {Display.Number(ap)})",
        _ => "",
    };

    /// <summary>One line.</summary>
    /// <param name="Label">The class.</param>
    /// <param name="X">False positive rate, or recall.</param>
    /// <param name="Y">True positive rate, or precision.</param>
    /// <param name="Auc">The area under a ROC curve.</param>
    /// <param name="Ap">The average precision.</param>
    public sealed record Curve(string? Label, double[] X, double[] Y, double? Auc = null, double? Ap = null);
}
