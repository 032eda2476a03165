using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.LayoutLib.XAxisLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.BarLib;
using PlotLayout = Plotly.Blazor.Layout;

namespace MlOpsDashboard.Components.Charts;

/// <summary>A table of numbers as colours, the first row on top: confusion matrices, correlations.</summary>
/// <remarks>
/// Drawn as rows of bars of one height: the basic build of Plotly, a quarter of the full one, has no heat map, but bars that take their
/// colours from a scale.
/// </remarks>
public sealed class HeatmapChart : ChartBase
{
    private const string Scale = "coloraxis";

    // The least distance of two names of rows that can be read.
    private const int LineHeight = 14;

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
    protected override ChartPicture Picture(ChartScene scene)
    {
        int rows = Math.Min(Values.Count, YLabels.Count);
        PlotLayout layout = Layout(scene, new XAxis { Type = TypeEnum.Category, ShowGrid = false }, Rows(rows));
        layout.BarGap = 0;
        layout.BarMode = BarModeEnum.Overlay;
        layout.ColorAxis = [new() { ColorScale = scene.Colours.Scale, ShowScale = !ShowText, ColorBar = new() { Thickness = 12, OutlineWidth = 0 } }];
        List<object> columns = PlotlyText.Places(XLabels);
        return new ChartPicture([.. Enumerable.Range(0, rows).Select(row => Row(row, columns, scene.Colours))], layout);
    }

    private YAxis Rows(int rows)
    {
        int every = Math.Max(1, (rows * LineHeight + Height - 1) / Math.Max(1, Height));
        int[] named = [.. Enumerable.Range(0, rows).Where(row => row % every == 0)];
        return new()
        {
            Range = [rows, 0],
            TickVals = [.. named.Select(row => (object)(row + 0.5))],
            TickText = PlotlyText.Places(named.Select(row => YLabels[row])),
            ShowGrid = false,
            ZeroLine = false,
        };
    }

    private Bar Row(int row, List<object> columns, ChartColours colours)
    {
        IReadOnlyList<double> values = Values[row];
        return new()
        {
            Name = PlotlyText.Plain(YLabels[row]),
            X = columns,
            Y = [.. values.Select(value => double.IsFinite(value) ? (object?)1 : null)],
            Base = row,
            Marker = new()
            {
                ColorArray = PlotlyNumber.All(values),
                ColorAxis = Scale,
                Line = new() { Color = colours.Surface, Width = 2 },
            },
            TextArray = [.. values.Select(value => Display.Number(value))],
            TextPosition = ShowText ? TextPositionEnum.Inside : TextPositionEnum.None,
            InsideTextFont = new() { Color = colours.Text },
            InsideTextAnchor = InsideTextAnchorEnum.Middle,
            TextAngle = 0,
            HoverTemplate = $"{Side(YTitle)}{PlotlyText.Plain(YLabels[row])}, {Side(XTitle)}%{{x}}: <b>%{{text}}</b><extra></extra>",
        };
    }

    private static string Side(string? title) => string.IsNullOrEmpty(title) ? "" : PlotlyText.Plain(title) + " ";
}
