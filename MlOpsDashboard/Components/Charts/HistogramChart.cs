using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using Plotly.Blazor.Traces;
using PlotLayout = Plotly.Blazor.Layout;

namespace MlOpsDashboard.Components.Charts;

/// <summary>How often values fall between edges that were chosen on the server.</summary>
public sealed class HistogramChart : ChartBase
{
    /// <summary>The edges of the bins, ascending: one more than there are bins.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Edges { get; set; } = [];

    /// <summary>Values in each bin; the last bin includes its upper edge.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<long> Counts { get; set; } = [];

    /// <inheritdoc/>
    protected override string Kind => "Histogram";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        YTitle ??= "Rows";
    }

    /// <inheritdoc/>
    protected override ChartPicture Picture(ChartScene scene)
    {
        PlotLayout layout = Layout(scene);
        layout.BarGap = 0;
        int bins = Math.Min(Counts.Count, Edges.Count - 1);
        double[] widths = Each(bins, bin => Edges[bin + 1] - Edges[bin]);
        var trace = new Bar
        {
            X = PlotlyNumber.All(Each(bins, bin => (Edges[bin] + Edges[bin + 1]) / 2)),
            Y = PlotlyNumber.All(Each(bins, bin => (double)Counts[bin])),
            // Where decimals do not hold the widths, Plotly takes the distance of the bars.
            WidthArray = widths.All(PlotlyNumber.Fits) ? Array.ConvertAll(widths, width => (decimal?)width) : null,
            CustomData = Each<object>(bins, bin => $"{Display.Number(Edges[bin])} to {Display.Number(Edges[bin + 1])}"),
            HoverTemplate = "%{customdata}: <b>%{y:,}</b><extra></extra>",
        };
        return new ChartPicture([trace], layout);
    }

    private static T[] Each<T>(int bins, Func<int, T> value) => [.. Enumerable.Range(0, Math.Max(bins, 0)).Select(value)];
}
