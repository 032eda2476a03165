namespace MlOpsDashboard.Components.Charts;

/// <summary>Lines across a chart, in Plotly's words.</summary>
internal static class ChartShapes
{
    private const string Colour = "var(--chart-muted)";

    /// <summary>The shapes for these lines.</summary>
    /// <param name="lines">Thresholds and events.</param>
    /// <param name="diagonal">True for the line x = y from 0 to 1.</param>
    public static object[] Of(IReadOnlyList<ReferenceLine> lines, bool diagonal)
    {
        IEnumerable<object> shapes = lines.Select(Across);
        return [.. diagonal ? shapes.Prepend(Between(0, 1)) : shapes];
    }

    /// <summary>The line x = y between two values.</summary>
    public static object Between(double from, double to) => new
    {
        Type = "line",
        Layer = "below",
        X0 = from,
        Y0 = from,
        X1 = to,
        Y1 = to,
        Line = new { Color = Colour, Width = 1, Dash = "dot" },
    };

    private static object Across(ReferenceLine line) => new
    {
        Type = "line",
        X0 = line.Vertical ? line.At : 0,
        X1 = line.Vertical ? line.At : 1,
        Y0 = line.Vertical ? 0 : line.At,
        Y1 = line.Vertical ? 1 : line.At,
        Xref = line.Vertical ? "x" : "paper",
        Yref = line.Vertical ? "paper" : "y",
        Line = new { Color = Colour, Width = 1, Dash = "dash" },
        Label = new
        {
            Text = PlotlyText.Plain(line.Text),
            Textposition = "end",
            Font = new { Size = 11, Color = Colour },
        },
    };
}
