using Microsoft.AspNetCore.Components;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.LayoutLib.XAxisLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using PlotLayout = Plotly.Blazor.Layout;
using YAxisLib = Plotly.Blazor.LayoutLib.YAxisLib;

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

    /// <summary>True when y is logarithmic once its values lie more than twentyfold apart, as latencies may.</summary>
    [Parameter]
    public bool LogWhenWide { get; set; }

    /// <summary>False when the names of several lines stand elsewhere than in a legend.</summary>
    [Parameter]
    public bool Legend { get; set; } = true;

    /// <summary>Thresholds and events.</summary>
    [Parameter]
    public IReadOnlyList<ReferenceLine> Lines { get; set; } = [];

    /// <inheritdoc/>
    protected override string Kind => "Line chart";

    /// <inheritdoc/>
    protected override ChartPicture Picture(ChartScene scene)
    {
        XAxis x = TimeAxis ? new() { Type = TypeEnum.Date } : UnitSquare ? new() { Range = Unit() } : new() { DTick = Step() };
        YAxis y = IsWide ? new() { Type = YAxisLib.TypeEnum.Log } : FromZero ? new() { RangeMode = YAxisLib.RangeModeEnum.ToZero } : UnitSquare ? new() { Range = Unit() } : new();
        PlotLayout layout = Layout(scene, x, y, Legend && Series.Count > 1);
        if (Streaming)
        {
            // To look for labels that stick out takes the browser half of the time of a drawing. Room for them takes none.
            (x.TickLabelOverflow, y.TickLabelOverflow) = (TickLabelOverflowEnum.Allow, YAxisLib.TickLabelOverflowEnum.Allow);
            layout.Margin.R = RoomForLabel;
        }

        layout.Shapes = [.. ChartShapes.Of(Lines, Diagonal, scene.Colours)];
        return new ChartPicture([.. Series.Select(series => Trace(series, scene.Colours))], layout) { Lines = Series, Streams = Streaming };
    }

    private const int FewPoints = 30;
    private const double Wide = 20;
    private const int RoomForLabel = 28;

    private bool IsWide
    {
        get
        {
            double[] values = LogWhenWide ? [.. Series.SelectMany(series => series.Y).Where(value => value > 0 && double.IsFinite(value))] : [];
            return values.Length > 1 && values.Max() > Wide * values.Min();
        }
    }

    private static List<object> Unit() => [-0.01, 1.01];

    private Scatter Trace(LineSeries series, ChartColours colours)
    {
        bool dots = Dots || (Streaming && !TimeAxis) || series.Y.Count(double.IsFinite) <= FewPoints;
        string? colour = series.IsBeside ? colours.Muted : series.Colour is { } number ? colours.Of(number) : null;
        return new()
        {
            Mode = dots ? ModeFlag.Lines | ModeFlag.Markers : ModeFlag.Lines,
            Name = PlotlyText.Plain(series.Name),
            X = [],
            Y = [],
            Line = new() { Width = 2, Color = colour, Dash = series.IsBeside ? "dash" : null },
            Marker = new() { Size = 5, Color = colour },
            ErrorY = series is { Low: { } low, High: { } high } ? Intervals(series.Y, low, high) : null,
            HoverTemplate = Hover(series.Name),
        };
    }

    private static ErrorY Intervals(double[] y, double[] low, double[] high) => new()
    {
        Type = Plotly.Blazor.Traces.ScatterLib.ErrorYLib.TypeEnum.Data,
        Symmetric = false,
        Array = [.. y.Select((value, i) => PlotlyNumber.Of(high[i] - value)!)],
        ArrayMinus = [.. y.Select((value, i) => PlotlyNumber.Of(value - low[i])!)],
        Thickness = 1,
        Width = 3,
    };

    // Plotly would write 1.5 between the first trial and the second one.
    private const int FewSteps = 12;

    private int? Step()
    {
        double[] all = [.. Series.SelectMany(series => series.X)];
        bool few = all.Length > 0 && all.All(double.IsInteger) && all.Max() - all.Min() <= FewSteps;
        return few ? 1 : null;
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
