using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Charts;

/// <summary>Steps that lead from one value to another, from the top to the bottom.</summary>
public sealed class WaterfallChart : ChartBase
{
    private const int BarHeight = 30;
    private const int AxisHeight = 76;
    private const int FiguresWidth = 64;

    // On a phone the names stand above their bars: beside them they would leave no room.
    private const int NarrowStepHeight = 46;
    private const double NarrowGap = 0.65;
    private const int NameAbove = 15;
    private const int NarrowTicks = 4;
    private const string Rise = "var(--series-6)";
    private const string Fall = "var(--series-1)";

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
    protected override ChartPicture Picture()
    {
        string[] labels = [.. Labels.Select(PlotlyText.Plain)];
        double[] starts = Starts();
        double[] ends = [.. starts.Zip(Steps, (start, step) => start + step)];
        double last = ends.Length > 0 ? ends[^1] : From;
        (double least, double most) = (starts.Concat(ends).Append(From).Min(), starts.Concat(ends).Append(From).Max());

        double room = Math.Max((most - least) * 0.12, Math.Max(Math.Abs(most), 1e-9) * 1e-6);
        Dictionary<string, object> x = new() { ["range"] = new[] { least - room, most + room }, ["zeroline"] = false };
        if (LogOdds && Ticks(least - room, most + room) is { Length: > 0 } ticks)
        {
            (x["tickvals"], x["ticktext"]) = (Array.ConvertAll(ticks, Logit), Array.ConvertAll(ticks, Percent));
        }

        Dictionary<string, object> layout = Axes(x, new() { ["type"] = "category", ["autorange"] = "reversed", ["showgrid"] = false });
        layout["bargap"] = 0.35;
        layout["showlegend"] = false;
        layout["margin"] = new { L = 48, R = FiguresWidth, T = 28, B = 40 };
        layout["annotations"] = Steps.Select(Figure).ToArray();
        layout["narrow"] = Narrow(labels, least - room, most + room);
        layout["shapes"] = (object[])[Level(From, Math.Abs(last - From) > (most - least) * 0.22 ? "start" : ""), Level(last, "end"), .. ends.SkipLast(1).Select(Connector)];
        return new ChartPicture([Trace(labels, starts)], layout, []);
    }

    private static double[] Ticks(double low, double high) =>
        s_shares.Select(shares => Array.FindAll(shares, share => Logit(share) > low && Logit(share) < high)).FirstOrDefault(shown => shown.Length > 1) ?? [];

    // The figures have a column of their own: beside the bars they would cover the names and the levels of a narrow plot.
    private static object Figure(double step, int index) => new
    {
        Xref = "paper",
        X = 1,
        Y = index,
        Text = Signed(step),
        Showarrow = false,
        Xanchor = "right",
        Xshift = FiguresWidth,
    };

    private Dictionary<string, object> Narrow(string[] labels, double low, double high)
    {
        Dictionary<string, object> x = new() { ["tickangle"] = 0, ["nticks"] = NarrowTicks };
        if (LogOdds && Ticks(low, high) is { Length: > 0 } ticks)
        {
            double[] few = Apart(ticks, (high - low) / NarrowTicks);
            (x["tickvals"], x["ticktext"]) = (Array.ConvertAll(few, Logit), Array.ConvertAll(few, Percent));
        }

        int height = (Math.Max(1, labels.Length) * NarrowStepHeight) + AxisHeight;
        return new()
        {
            ["height"] = height,
            ["bargap"] = NarrowGap,
            ["margin"] = new { L = 8, R = FiguresWidth, T = 28, B = 40 },
            ["xaxis"] = x,
            ["yaxis"] = new { Showticklabels = false },
            ["annotations"] = (object[])[.. Steps.Select(Figure), .. labels.Select(NameOf)],
        };
    }

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

    private static object NameOf(string label, int index) => new
    {
        Xref = "paper",
        X = 0,
        Y = index,
        Text = label,
        Showarrow = false,
        Xanchor = "left",
        Align = "left",
        Yshift = NameAbove,
        Bgcolor = "var(--chart-surface)",
        Borderpad = 0,
    };

    private static double Logit(double share) => Math.Log(share / (1 - share));

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static object Connector(double at, int index) => new
    {
        Type = "line",
        X0 = at,
        X1 = at,
        Y0 = index,
        Y1 = index + 1,
        Layer = "below",
        Line = new { Color = "var(--chart-muted)", Width = 1, Dash = "dot" },
    };

    private static object Level(double at, string words) => new
    {
        Type = "line",
        X0 = at,
        X1 = at,
        Y0 = 0,
        Y1 = 1,
        Yref = "paper",
        Layer = "below",
        Line = new { Color = "var(--chart-muted)", Width = 1, Dash = "dash" },
        Label = new { Text = words, Textposition = "end", Textangle = 0, Yanchor = "bottom", Font = new { Size = 11, Color = "var(--chart-muted)" } },
    };

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

    private object Trace(string[] labels, double[] starts) => new
    {
        Type = "bar",
        Orientation = "h",
        Name = "contribution",
        X = Steps,
        Y = labels,
        Base = starts,
        Marker = new { Color = Steps.Select(step => step < 0 ? Fall : Rise).ToArray() },
        Text = Steps.Select(Signed).ToArray(),
        Textposition = "none",
        Hovertemplate = "%{y}: <b>%{text}</b><extra></extra>",
    };

    private static string Signed(double step) => (step < 0 ? "−" : "+") + Size(Math.Abs(step));

    private static string Size(double size) => size switch
    {
        >= 1000 => size.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => size.ToString("0.#", CultureInfo.InvariantCulture),
        _ => size.ToString("0.###", CultureInfo.InvariantCulture),
    };
}
