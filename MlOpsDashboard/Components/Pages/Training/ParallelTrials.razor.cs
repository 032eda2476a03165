using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Trials in parallel coordinates: an axis for each hyper-parameter, and the last one for what came out.</summary>
public sealed partial class ParallelTrials : ComponentBase
{
    private const int Spacing = 112;
    private const int Margin = 56;
    private const int Top = 40;
    private const int Bottom = 220;

    /// <summary>The trials of one learner.</summary>
    [Parameter, EditorRequired]
    public SearchInsight Insight { get; set; } = default!;

    /// <summary>The metric of the last axis.</summary>
    [Parameter]
    public string? Metric { get; set; }

    // The best are drawn last, on top.
    private IEnumerable<SearchPoint> ByLoss => Insight.Points.OrderByDescending(point => point.Loss);

    private string ViewBox => string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Bottom + 24}");

    // Drawn smaller than this its words could not be read: it scrolls instead.
    private int Width => (2 * Margin) + (Spacing * Insight.Parameters.Count);

    private string Label => $"{Insight.Points.Count} trials of {Names.LearnerInWords(Insight.Learner)} by {string.Join(", ", Insight.Parameters.Select(parameter => parameter.Name))} and {Names.Metric(Metric)}";

    private double Least => Insight.Points.Min(point => point.Value);

    private double Most => Insight.Points.Max(point => point.Value);

    private static int X(int axis) => Margin + (Spacing * axis);

    private string Name(int axis) => axis < Insight.Parameters.Count ? Insight.Parameters[axis].Name : Metric ?? "";

    private string High(int axis) => axis < Insight.Parameters.Count ? Insight.Parameters[axis].High : Display.Number(Most);

    private string Low(int axis) => axis < Insight.Parameters.Count ? Insight.Parameters[axis].Low : Display.Number(Least);

    private string Line(SearchPoint point) => string.Join(
        ' ',
        point.Places.Append(Most > Least ? (point.Value - Least) / (Most - Least) : 0.5)
            .Select((place, axis) => string.Create(CultureInfo.InvariantCulture, $"{X(axis)},{Bottom - (place * (Bottom - Top)):0.#}")));

    private string Stroke(SearchPoint point)
    {
        int better = Insight.Points.Count(other => other.Loss < point.Loss);
        double share = 1 - ((double)better / Math.Max(1, Insight.Points.Count));
        return string.Create(CultureInfo.InvariantCulture, $"opacity:{0.12 + (0.8 * share * share):0.##};stroke-width:{(better == 0 ? 3 : 1.5)}");
    }

    private string Title(SearchPoint point) =>
        $"Trial {point.Number}: {Metric} {Display.Number(point.Value, 5)}; {string.Join(", ", Insight.Parameters.Select((parameter, index) => $"{parameter.Name} {Insight.ValueAt(index, point.Places[index])}"))}";
}
