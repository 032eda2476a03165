using Microsoft.AspNetCore.Components;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.BarLib;
using PlotLayout = Plotly.Blazor.Layout;
using XAxisLib = Plotly.Blazor.LayoutLib.XAxisLib;
using YAxisLib = Plotly.Blazor.LayoutLib.YAxisLib;

namespace MlOpsDashboard.Components.Charts;

/// <summary>One bar for each label, in the order given.</summary>
public sealed class BarChart : ChartBase
{
    /// <summary>What the bars stand for.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>How long the bars are.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Values { get; set; } = [];

    /// <summary>True for bars from left to right with the first on top: the form for long labels.</summary>
    [Parameter]
    public bool Horizontal { get; set; }

    /// <inheritdoc/>
    protected override string Kind => "Bar chart";

    /// <inheritdoc/>
    protected override ChartPicture Picture(ChartScene scene)
    {
        PlotLayout layout = Horizontal
            ? Layout(scene, y: new YAxis
            {
                Type = YAxisLib.TypeEnum.Category,
                ShowGrid = false,
                AutoRange = YAxisLib.AutoRangeEnum.Reversed,
            })
            : Layout(scene, new XAxis { Type = XAxisLib.TypeEnum.Category, ShowGrid = false });
        layout.BarGap = 0.25m;
        return new ChartPicture([Trace()], layout);
    }

    private Bar Trace()
    {
        List<object> labels = PlotlyText.Places(Labels);
        List<object?> values = PlotlyNumber.All(Values);
        return Horizontal
            ? new() { Orientation = OrientationEnum.H, X = values, Y = labels, HoverTemplate = "%{y}: <b>%{x:,.4~g}</b><extra></extra>" }
            : new() { Orientation = OrientationEnum.V, X = labels, Y = values, HoverTemplate = "%{x}: <b>%{y:,.4~g}</b><extra></extra>" };
    }
}
