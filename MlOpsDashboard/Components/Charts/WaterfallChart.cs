using System.Globalization;
using Microsoft.AspNetCore.Components;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.LayoutLib.AnnotationLib;
using Plotly.Blazor.LayoutLib.ShapeLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.BarLib;
using LabelLib = Plotly.Blazor.LayoutLib.ShapeLib.LabelLib;
using PlotLayout = Plotly.Blazor.Layout;
using YAxisLib = Plotly.Blazor.LayoutLib.YAxisLib;

namespace MlOpsDashboard.Components.Charts;

/// <summary>Steps that lead from one value to another, from the top to the bottom.</summary>
public sealed class WaterfallChart : ChartBase
{
    private const int BarHeight = 30;
    private const int AxisHeight = 76;
    private const int FiguresWidth = 64;

    // On a phone the names stand above their bars: beside them they would leave no room.
    private const int NarrowStepHeight = 46;
    private const decimal Gap = 0.35m;
    private const decimal NarrowGap = 0.65m;
    private const int NameAbove = 15;
    private const int NarrowTicks = 4;
    private const int Rise = 5;
    private const int Fall = 0;

    // Probabilities to name on the axis, from those of a wide range to those of a narrow one.
    private static readonly double[][] s_shares =
    [
        [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999],
        [.. Enumerable.Range(1, 9).Select(tenth => tenth / 10.0)],
        [.. Enumerable.Range(1, 19).Select(twentieth => twentieth / 20.0)],
        [.. Enumerable.Range(1, 99).Select(hundredth => hundredth / 100.0)],
        [.. Enumerable.Range(1, 999).Select(thousandth => thousandth / 1000.0)],
    ];

    /// <summary>What the steps stand for.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>How far each step goes, up or down.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Steps { get; set; } = [];

    /// <summary>Where the first step begins.</summary>
    [Parameter, EditorRequired]
    public double From { get; set; }

    /// <summary>True when values are log-odds: the axis then names the probabilities.</summary>
    [Parameter]
    public bool LogOdds { get; set; }

    /// <inheritdoc/>
    protected override string Kind => "Waterfall chart";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        Height = (Math.Max(1, Labels.Count) * BarHeight) + AxisHeight;
    }

    /// <inheritdoc/>
    protected override ChartPicture Picture(ChartScene scene)
    {
        double[] starts = Starts();
        double[] ends = [.. starts.Zip(Steps, (start, step) => start + step)];
        double last = ends.Length > 0 ? ends[^1] : From;
        (double least, double most) = (starts.Concat(ends).Append(From).Min(), starts.Concat(ends).Append(From).Max());
        double room = Math.Max((most - least) * 0.12, Math.Max(Math.Abs(most), 1e-9) * 1e-6);

        PlotLayout layout = Layout(scene, Values(least - room, most + room, scene.Narrow), Names(scene.Narrow));
        layout.BarGap = scene.Narrow ? NarrowGap : Gap;
        layout.Margin = new() { L = scene.Narrow ? 8 : 48, R = FiguresWidth, T = 28, B = 40 };
        layout.Annotations = [.. Steps.Select(Figure)];
        layout.Shapes =
        [
            Level(From, Math.Abs(last - From) > (most - least) * 0.22 ? "start" : "", scene.Colours),
            Level(last, "end", scene.Colours),
            .. ends.SkipLast(1).Select((at, index) => Connector(at, index, scene.Colours)),
        ];
        if (scene.Narrow)
        {
            layout.Height = (Math.Max(1, Labels.Count) * NarrowStepHeight) + AxisHeight;
            layout.Annotations = [.. layout.Annotations, .. Labels.Select((label, index) => NameOf(label, index, scene.Colours))];
        }

        return new ChartPicture([Trace(starts, scene.Colours)], layout);
    }

    private static double[] Ticks(double low, double high) =>
        s_shares.Select(shares => Array.FindAll(shares, share => Logit(share) > low && Logit(share) < high)).FirstOrDefault(shown => shown.Length > 1) ?? [];

    private XAxis Values(double low, double high, bool narrow)
    {
        var axis = new XAxis { Range = PlotlyNumber.All([low, high]), ZeroLine = false };
        if (narrow)
        {
            (axis.TickAngle, axis.NTicks) = (0, NarrowTicks);
        }

        if (LogOdds && Ticks(low, high) is { Length: > 0 } ticks)
        {
            double[] shown = narrow ? Apart(ticks, (high - low) / NarrowTicks) : ticks;
            (axis.TickVals, axis.TickText) = (PlotlyNumber.All(shown.Select(Logit)), [.. shown.Select(Percent)]);
        }

        return axis;
    }

    private static YAxis Names(bool narrow) => new()
    {
        Type = YAxisLib.TypeEnum.Category,
        AutoRange = YAxisLib.AutoRangeEnum.Reversed,
        ShowGrid = false,
        ShowTickLabels = narrow ? false : null,
    };

    // The figures have a column of their own: beside the bars they would cover the names and the levels of a narrow plot.
    private static Annotation Figure(double step, int index) => new()
    {
        XRef = "paper",
        X = 1,
        Y = index,
        Text = Signed(step),
        ShowArrow = false,
        XAnchor = XAnchorEnum.Right,
        XShift = FiguresWidth,
    };

    // Those that keep a distance from the one before, so that their words do not touch.
    private static double[] Apart(double[] shares, double distance)
    {
        var kept = new List<double>();
        foreach (double share in shares)
        {
            if (kept.Count == 0 || Logit(share) - Logit(kept[^1]) >= distance)
            {
                kept.Add(share);
            }
        }

        return [.. kept];
    }

    private static Annotation NameOf(string label, int index, ChartColours colours) => new()
    {
        XRef = "paper",
        X = 0,
        Y = index,
        Text = PlotlyText.Plain(label),
        ShowArrow = false,
        XAnchor = XAnchorEnum.Left,
        Align = AlignEnum.Left,
        YShift = NameAbove,
        BgColor = colours.Surface,
        BorderPad = 0,
    };

    private static double Logit(double share) => Math.Log(share / (1 - share));

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static Shape Connector(double at, int index, ChartColours colours) =>
        ChartShapes.Line(PlotlyNumber.Of(at), PlotlyNumber.Of(at), index, index + 1, "dot", colours, LayerEnum.Below);

    private static Shape Level(double at, string words, ChartColours colours)
    {
        Shape level = ChartShapes.Line(PlotlyNumber.Of(at), PlotlyNumber.Of(at), 0, 1, "dash", colours, LayerEnum.Below);
        level.YRef = "paper";
        level.Label = ChartShapes.Label(words, colours);
        (level.Label.TextAngle, level.Label.YAnchor) = (0, LabelLib.YAnchorEnum.Bottom);
        return level;
    }

    private double[] Starts()
    {
        var starts = new double[Steps.Count];
        double at = From;
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = at;
            at += Steps[i];
        }

        return starts;
    }

    private Bar Trace(double[] starts, ChartColours colours) => new()
    {
        Orientation = OrientationEnum.H,
        Name = "contribution",
        X = PlotlyNumber.All(Steps),
        Y = PlotlyText.Places(Labels),
        BaseArray = PlotlyNumber.All(starts),
        Marker = new() { ColorArray = [.. Steps.Select(step => colours.Of(step < 0 ? Fall : Rise))] },
        TextArray = [.. Steps.Select(Signed)],
        TextPosition = TextPositionEnum.None,
        HoverTemplate = "%{y}: <b>%{text}</b><extra></extra>",
    };

    private static string Signed(double step) => (step < 0 ? "−" : "+") + Size(Math.Abs(step));

    private static string Size(double size) => size switch
    {
        >= 1000 => size.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => size.ToString("0.#", CultureInfo.InvariantCulture),
        _ => size.ToString("0.###", CultureInfo.InvariantCulture),
    };
}
