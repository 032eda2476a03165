using Microsoft.AspNetCore.Components;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.LayoutLib.XAxisLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using PlotLayout = Plotly.Blazor.Layout;

namespace MlOpsDashboard.Components.Charts;

/// <summary>How an answer depends on one value: a mean, and single rows behind it. Bars of the mean where values are words.</summary>
public sealed class DependenceChart : ChartBase
{
    /// <summary>The values in words, in the order of the points.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>Where the points stand, ascending; null where values are words.</summary>
    [Parameter]
    public IReadOnlyList<double>? X { get; set; }

    /// <summary>The means.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Means { get; set; } = [];

    /// <summary>Single rows: an answer a point.</summary>
    [Parameter]
    public IReadOnlyList<IReadOnlyList<double>> Individual { get; set; } = [];

    /// <summary>True when x is a time: milliseconds since 1970, UTC.</summary>
    [Parameter]
    public bool TimeAxis { get; set; }

    /// <summary>True when answers are shares, shown in percent.</summary>
    [Parameter]
    public bool Share { get; set; }

    /// <inheritdoc/>
    protected override string Kind => "Dependence chart";

    /// <inheritdoc/>
    protected override ChartPicture Picture(ChartScene scene)
    {
        XAxis x = X is null ? new() { Type = TypeEnum.Category, ShowGrid = false } : new() { Type = TimeAxis ? TypeEnum.Date : null };
        PlotLayout layout = Layout(scene, x, new YAxis { TickFormat = Share ? ".0%" : null }, legend: X is not null);
        layout.BarGap = 0.25m;
        return new ChartPicture(X is null ? [Bars()] : [Rows(X, scene.Colours), Mean(X, scene.Colours)], layout);
    }

    private string Figure => Share ? "%{y:.1%}" : "%{y:,.4~g}";

    private Bar Bars() => new()
    {
        Name = "mean",
        X = PlotlyText.Places(Labels),
        Y = PlotlyNumber.All(Means),
        HoverTemplate = $"%{{x}}: <b>{Figure}</b><extra></extra>",
    };

    private Scatter Mean(IReadOnlyList<double> x, ChartColours colours) => new()
    {
        Mode = ModeFlag.Lines | ModeFlag.Markers,
        Name = "mean",
        X = PlotlyNumber.All(x),
        Y = PlotlyNumber.All(Means),
        TextArray = [.. Labels.Select(PlotlyText.Plain)],
        Line = new() { Width = 3, Color = colours.Of(0) },
        Marker = new() { Size = 6, Color = colours.Of(0) },
        HoverTemplate = $"<b>{Figure}</b> on average at %{{text}}<extra></extra>",
    };

    // One trace for all rows, with gaps between them: the legend has one entry, and a click hides them.
    private Scatter Rows(IReadOnlyList<double> x, ChartColours colours) => new()
    {
        Mode = ModeFlag.Lines,
        Name = "single rows",
        X = PlotlyNumber.All(Individual.SelectMany(_ => x.Append(double.NaN))),
        Y = PlotlyNumber.All(Individual.SelectMany(row => row.Take(x.Count).Append(double.NaN))),
        Line = new() { Width = 1, Color = colours.Muted },
        Opacity = 0.3m,
        HoverInfo = HoverInfoFlag.Skip,
    };
}
