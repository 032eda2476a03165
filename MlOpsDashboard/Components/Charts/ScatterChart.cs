using Microsoft.AspNetCore.Components;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using PlotLayout = Plotly.Blazor.Layout;

namespace MlOpsDashboard.Components.Charts;

/// <summary>Pairs of numbers as dots: predictions against the truth, residuals.</summary>
public sealed class ScatterChart : ChartBase
{
    // More dots than this lie on each other anyway, and each is an element of the page.
    private const int MostDots = 3000;

    private const int FewDots = 200;

    /// <summary>Where the dots stand.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> X { get; set; } = [];

    /// <summary>How high they stand.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Y { get; set; } = [];

    /// <summary>True for the line x = y, on which a perfect prediction lies.</summary>
    [Parameter]
    public bool Diagonal { get; set; }

    /// <summary>Words at places of the x axis, which then goes from 0 to 1: a scale of its own; null for the numbers themselves.</summary>
    [Parameter]
    public IReadOnlyList<KeyValuePair<double, string>>? Ticks { get; set; }

    /// <inheritdoc/>
    protected override string Kind => "Scatter chart";

    /// <inheritdoc/>
    protected override ChartPicture Picture(ChartScene scene)
    {
        int count = Math.Min(X.Count, Y.Count);
        int stride = Math.Max(1, (count + MostDots - 1) / MostDots);
        int[] shown = [.. Enumerable.Range(0, (count + stride - 1) / stride).Select(index => index * stride)];
        PlotLayout layout = Layout(scene, Ticks is null ? null : Scale(Ticks));
        if (Diagonal && Ends() is { } ends)
        {
            layout.Shapes = [ChartShapes.Between(ends.Least, ends.Most, scene.Colours)];
        }

        var trace = new Scatter
        {
            Mode = ModeFlag.Markers,
            X = PlotlyNumber.All(shown.Select(index => X[index])),
            Y = PlotlyNumber.All(shown.Select(index => Y[index])),
            Marker = count <= FewDots ? new() { Size = 8, Opacity = 0.7m } : new() { Size = 5, Opacity = 0.5m },
            HoverTemplate = Ticks is null ? "%{x:.4~g}, <b>%{y:.4~g}</b><extra></extra>" : "<b>%{y:.4~g}</b><extra></extra>",
        };
        return new ChartPicture([trace], layout);
    }

    private static XAxis Scale(IReadOnlyList<KeyValuePair<double, string>> ticks) => new()
    {
        Range = [-0.04, 1.04],
        TickVals = PlotlyNumber.All(ticks.Select(tick => tick.Key)),
        TickText = PlotlyText.Places(ticks.Select(tick => tick.Value)),
    };

    private (double Least, double Most)? Ends()
    {
        double[] finite = [.. X.Concat(Y).Where(double.IsFinite)];
        return finite.Length == 0 ? null : (finite.Min(), finite.Max());
    }
}
