using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.LayoutLib.ShapeLib;
using Plotly.Blazor.LayoutLib.ShapeLib.LabelLib;

namespace MlOpsDashboard.Components.Charts;

/// <summary>Lines across a chart.</summary>
internal static class ChartShapes
{
    private const int Words = 11;

    /// <summary>The shapes for these lines.</summary>
    /// <param name="lines">Thresholds and events.</param>
    /// <param name="diagonal">True for the line x = y from 0 to 1.</param>
    /// <param name="colours">The scheme in force.</param>
    public static List<Shape> Of(IReadOnlyList<ReferenceLine> lines, bool diagonal, ChartColours colours)
    {
        IEnumerable<Shape> shapes = lines.Select(line => Across(line, colours));
        return [.. diagonal ? shapes.Prepend(Between(0, 1, colours)) : shapes];
    }

    /// <summary>The line x = y between two values.</summary>
    public static Shape Between(double from, double to, ChartColours colours)
    {
        (object? start, object? end) = (PlotlyNumber.Of(from), PlotlyNumber.Of(to));
        return Line(start, end, start, end, "dot", colours, LayerEnum.Below);
    }

    /// <summary>A line of the plot.</summary>
    public static Shape Line(object? x0, object? x1, object? y0, object? y1, string dash, ChartColours colours, LayerEnum? layer = null) => new()
    {
        Type = TypeEnum.Line,
        Layer = layer,
        X0 = x0,
        X1 = x1,
        Y0 = y0,
        Y1 = y1,
        Line = new() { Color = colours.Muted, Width = 1, Dash = dash },
    };

    /// <summary>Words at the end of a line.</summary>
    public static Label Label(string words, ChartColours colours) => new()
    {
        Text = PlotlyText.Plain(words),
        TextPosition = TextPositionEnum.End,
        Font = new() { Size = Words, Color = colours.Muted },
    };

    private static Shape Across(ReferenceLine line, ChartColours colours)
    {
        object? at = PlotlyNumber.Of(line.At);
        Shape shape = line.Vertical ? Line(at, at, 0, 1, "dash", colours) : Line(0, 1, at, at, "dash", colours);
        (shape.XRef, shape.YRef) = line.Vertical ? ("x", "paper") : ("paper", "y");
        shape.Label = Label(line.Text, colours);
        return shape;
    }
}
