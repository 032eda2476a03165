using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Charts;

/// <summary>Lines over a common x axis: curves, and values as they come in.</summary>
public sealed class LineChart : ChartBase
{
    /// <summary>The lines, in the order of their colours.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<LineSeries> Series { get; set; } = [];

    /// <summary>True when points keep coming at the end of the lines: only new ones are sent to the browser then.</summary>
    [Parameter]
    public bool Streaming { get; set; }

    /// <summary>True when both axes go from 0 to 1, as those of a ROC curve do.</summary>
    [Parameter]
    public bool UnitSquare { get; set; }

    /// <summary>True for the line x = y: chance in a ROC curve, perfection in a calibration curve.</summary>
    [Parameter]
    public bool Diagonal { get; set; }

    /// <summary>True for a dot at each point; lines of a few points have dots anyway.</summary>
    [Parameter]
    public bool Dots { get; set; }

    /// <summary>True when x is a time: milliseconds since 1970, UTC.</summary>
    [Parameter]
    public bool TimeAxis { get; set; }

    /// <summary>True when y begins at 0, as it does for counts, times and sizes.</summary>
    [Parameter]
    public bool FromZero { get; set; }

    /// <summary>False when the names of several lines stand elsewhere than in a legend.</summary>
    [Parameter]
    public bool Legend { get; set; } = true;

    /// <summary>Thresholds and events.</summary>
    [Parameter]
    public IReadOnlyList<ReferenceLine> Lines { get; set; } = [];

    /// <inheritdoc/>
    protected override string Kind => "Line chart";

    /// <inheritdoc/>
    protected override ChartPicture Picture()
    {
        Dictionary<string, object>? unit = UnitSquare ? new() { ["range"] = new[] { -0.01, 1.01 } } : null;
        Dictionary<string, object>? x = TimeAxis ? new() { ["type"] = "date" } : unit ?? Steps();
        Dictionary<string, object> layout = Axes(x, FromZero ? new() { ["rangemode"] = "tozero" } : unit);
        layout["showlegend"] = Legend && Series.Count > 1;
        layout["shapes"] = ChartShapes.Of(Lines, Diagonal);
        return new ChartPicture([.. Series.Select(Trace)], layout, Streaming ? Series : []);
    }

    private object Trace(LineSeries series) => new
    {
        Type = "scatter",
        Mode = Dots || (Streaming && !TimeAxis) || series.Y.Count(double.IsFinite) <= FewPoints ? "lines+markers" : "lines",
        Name = PlotlyText.Plain(series.Name),
        series.X,
        series.Y,
        Line = Stroke(series, "width", 2),
        Marker = Stroke(series, "size", 5),
        Hovertemplate = Hover(series.Name),
    };

    private const int FewPoints = 30;

    private static Dictionary<string, object> Stroke(LineSeries series, string measure, int size)
    {
        var stroke = new Dictionary<string, object> { [measure] = size };
        if (series.Colour is { } colour)
        {
            stroke["color"] = LineSeries.ColourOf(colour);
        }

        return stroke;
    }

    // Plotly would write 1.5 between the first trial and the second one.
    private const int FewSteps = 12;

    private Dictionary<string, object>? Steps()
    {
        double[] all = [.. Series.SelectMany(series => series.X)];
        bool few = all.Length > 0 && all.All(double.IsInteger) && all.Max() - all.Min() <= FewSteps;
        return few ? new() { ["dtick"] = 1 } : null;
    }

    private string Hover(string name)
    {
        if (TimeAxis)
        {
            return $"{PlotlyText.Plain(name)} <b>%{{y:.4~g}}</b> at %{{x|%d %b %H:%M:%S}}<extra></extra>";
        }

        string x = string.IsNullOrEmpty(XTitle) ? "" : PlotlyText.Plain(XTitle) + " ";
        return $"{PlotlyText.Plain(name)} <b>%{{y:.4~g}}</b> at {x}%{{x:.4~g}}<extra></extra>";
    }
}
