using Plotly.Blazor;
using Plotly.Blazor.Traces;
using PlotLayout = Plotly.Blazor.Layout;

namespace MlOpsDashboard.Components.Charts;

/// <summary>What a chart shows at a moment.</summary>
/// <param name="Traces">The traces. Those that belong to <see cref="Lines"/> hold no points of their own.</param>
/// <param name="Layout">Axes, titles and lines, in the colours of the scheme.</param>
public sealed record ChartPicture(IReadOnlyList<ITrace> Traces, PlotLayout Layout)
{
    /// <summary>
    /// The points of the traces, in their order; empty for a chart whose traces hold them. Apart, they are compared number by number and
    /// boxed, as Plotly.Blazor wants them, only while they are drawn.
    /// </summary>
    public IReadOnlyList<LineSeries> Lines { get; init; } = [];

    /// <summary>True when more points may be appended at the end of the lines.</summary>
    public bool Streams { get; init; }

    /// <summary>Hands their points to the traces.</summary>
    internal void Fill() => Hand(PlotlyNumber.All);

    /// <summary>Takes the points from the traces again.</summary>
    internal void Clear() => Hand(_ => []);

    private void Hand(Func<double[], List<object?>> points)
    {
        foreach ((Scatter trace, LineSeries line) in Traces.OfType<Scatter>().Zip(Lines))
        {
            (trace.X, trace.Y) = (points(line.X), points(line.Y));
        }
    }
}
