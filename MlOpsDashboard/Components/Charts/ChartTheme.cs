using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.LayoutLib.LegendLib;
using PlotLayout = Plotly.Blazor.Layout;
using XAxisLib = Plotly.Blazor.LayoutLib.XAxisLib;
using YAxisLib = Plotly.Blazor.LayoutLib.YAxisLib;

namespace MlOpsDashboard.Components.Charts;

/// <summary>The dress that all charts share: fonts, colours of the scheme, margins.</summary>
internal static class ChartTheme
{
    private const string Clear = "rgba(0,0,0,0)";
    private const int Small = 12;
    private const int Standoff = 8;

    /// <summary>A layout with these axes.</summary>
    /// <param name="colours">The scheme in force.</param>
    /// <param name="x">The x axis, dressed.</param>
    /// <param name="y">The y axis, dressed.</param>
    /// <param name="height">The height in CSS pixels.</param>
    /// <param name="legend">True for a legend below the plot.</param>
    public static PlotLayout Layout(ChartColours colours, XAxis x, YAxis y, int height, bool legend) => new()
    {
        AutoSize = true,
        Height = height,
        // A zoom outlives new points; a double click ends it.
        UiRevision = "kept",
        Margin = new() { L = 48, R = 16, T = 12, B = legend ? 68 : 40 },
        Font = new() { Family = colours.Font, Size = Small, Color = colours.Text },
        Colorway = [.. colours.Series],
        PaperBgColor = Clear,
        PlotBgColor = Clear,
        HoverLabel = new() { BgColor = colours.Surface, BorderColor = colours.Grid, Font = new() { Family = colours.Font, Color = colours.Text } },
        ShowLegend = legend,
        Legend = [new() { Orientation = OrientationEnum.H, Y = 0, YRef = Plotly.Blazor.LayoutLib.LegendLib.YRefEnum.Container, YAnchor = YAnchorEnum.Bottom }],
        XAxis = [x],
        YAxis = [y],
    };

    /// <summary>The axis with the colours of the scheme and a title.</summary>
    public static XAxis Dress(XAxis axis, ChartColours colours, string? title)
    {
        axis.GridColor = axis.LineColor = axis.ZeroLineColor = colours.Grid;
        axis.TickFont = new() { Color = colours.Muted };
        axis.AutoMargin = XAxisLib.AutoMarginFlag.True;
        if (!string.IsNullOrEmpty(title))
        {
            axis.Title = new() { Text = PlotlyText.Plain(title), Standoff = Standoff, Font = new() { Size = Small, Color = colours.Muted } };
        }

        return axis;
    }

    /// <summary>The same for the other axis, which is a type of its own in Plotly.Blazor.</summary>
    public static YAxis Dress(YAxis axis, ChartColours colours, string? title)
    {
        axis.GridColor = axis.LineColor = axis.ZeroLineColor = colours.Grid;
        axis.TickFont = new() { Color = colours.Muted };
        axis.AutoMargin = YAxisLib.AutoMarginFlag.True;
        if (!string.IsNullOrEmpty(title))
        {
            axis.Title = new() { Text = PlotlyText.Plain(title), Standoff = Standoff, Font = new() { Size = Small, Color = colours.Muted } };
        }

        return axis;
    }
}
