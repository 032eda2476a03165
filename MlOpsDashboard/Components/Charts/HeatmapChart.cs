using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Charts;

/// <summary>A table of numbers as colours, the first row on top: confusion matrices, correlations.</summary>
public sealed class HeatmapChart : ChartBase
{
    /// <summary>The names of the columns.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> XLabels { get; set; } = [];

    /// <summary>The names of the rows.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> YLabels { get; set; } = [];

    /// <summary>The numbers, row by row; NaN leaves a hole.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<IReadOnlyList<double>> Values { get; set; } = [];

    /// <summary>True writes the number into each field.</summary>
    [Parameter]
    public bool ShowText { get; set; }

    /// <inheritdoc/>
    protected override string Kind => "Heat map";

    /// <inheritdoc/>
    protected override ChartPicture Picture()
    {
        Dictionary<string, object> layout = Axes(
            new() { ["type"] = "category", ["showgrid"] = false },
            new() { ["type"] = "category", ["showgrid"] = false, ["autorange"] = "reversed" });
        object trace = new
        {
            Type = "heatmap",
            X = XLabels.Select(PlotlyText.Plain).ToArray(),
            Y = YLabels.Select(PlotlyText.Plain).ToArray(),
            Z = Values,
            Text = Values.Select(row => row.Select(value => Display.Number(value)).ToArray()).ToArray(),
            Texttemplate = ShowText ? "%{text}" : null,
            Colorscale = ColourScale,
            Showscale = !ShowText,
            Colorbar = new { Thickness = 12, Outlinewidth = 0 },
            Xgap = 2,
            Ygap = 2,
            Hovertemplate = $"{Side(YTitle)}%{{y}}, {Side(XTitle)}%{{x}}: <b>%{{text}}</b><extra></extra>",
        };
        return new ChartPicture([trace], layout, []);
    }

    // From the surface to the first series' colour: no number, no colour, in either scheme.
    private static readonly object[] ColourScale =
        [new object[] { 0, "var(--chart-low)" }, new object[] { 1, "var(--chart-high)" }];

    private static string Side(string? title) => string.IsNullOrEmpty(title) ? "" : PlotlyText.Plain(title) + " ";
}
