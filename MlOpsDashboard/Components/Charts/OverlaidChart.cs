using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using PlotLayout = Plotly.Blazor.Layout;
using XAxisLib = Plotly.Blazor.LayoutLib.XAxisLib;

namespace MlOpsDashboard.Components.Charts;

/// <summary>Two distributions over the same bins: laid over each other for numbers, side by side for categories.</summary>
public sealed class OverlaidChart : ChartBase
{
    /// <summary>The categories; null for bins of numbers.</summary>
    [Parameter]
    public IReadOnlyList<string>? Labels { get; set; }

    /// <summary>The edges of bins of numbers, ascending: one more than there are bins.</summary>
    [Parameter]
    public IReadOnlyList<double> Edges { get; set; } = [];

    /// <summary>The name of the first distribution.</summary>
    [Parameter, EditorRequired]
    public string FirstName { get; set; } = "";

    /// <summary>The first distribution, bin by bin.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> First { get; set; } = [];

    /// <summary>The name of the second distribution.</summary>
    [Parameter, EditorRequired]
    public string SecondName { get; set; } = "";

    /// <summary>The second distribution, bin by bin.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Second { get; set; } = [];

    /// <inheritdoc/>
    protected override string Kind => "Two distributions";

    /// <inheritdoc/>
    protected override ChartPicture Picture(ChartScene scene)
    {
        PlotLayout layout = Labels is null
            ? Layout(scene, legend: true)
            : Layout(scene, new XAxis { Type = XAxisLib.TypeEnum.Category, ShowGrid = false }, legend: true);
        layout.BarGap = Labels is null ? 0 : 0.25m;
        layout.BarMode = Labels is null ? BarModeEnum.Overlay : BarModeEnum.Group;
        return new ChartPicture([Trace(FirstName, First, scene.Colours.Of(0)), Trace(SecondName, Second, scene.Colours.Of(1))], layout);
    }

    private Bar Trace(string name, IReadOnlyList<double> shares, string colour)
    {
        int[] bins = [.. Enumerable.Range(0, Math.Min(shares.Count, Labels?.Count ?? Edges.Count - 1))];
        return new Bar
        {
            Name = PlotlyText.Plain(name),
            X = Labels is null ? PlotlyNumber.All(bins.Select(bin => (Edges[bin] + Edges[bin + 1]) / 2)) : [.. PlotlyText.Places(Labels)],
            Y = PlotlyNumber.All(bins.Select(bin => shares[bin])),
            Opacity = Labels is null ? 0.6m : 1,
            Marker = new() { Color = colour },
            CustomData = [.. bins.Select(bin => (object)(Labels is null ? $"{Display.Number(Edges[bin])} to {Display.Number(Edges[bin + 1])}" : PlotlyText.Plain(Labels[bin])))],
            HoverTemplate = $"{PlotlyText.Plain(name)}, %{{customdata}}: <b>%{{y:.1%}}</b><extra></extra>",
        };
    }
}
