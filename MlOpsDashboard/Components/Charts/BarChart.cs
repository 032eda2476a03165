using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Charts;

/// <summary>One bar for each label, in the order given.</summary>
public sealed class BarChart : ChartBase
{
    /// <summary>What the bars stand for.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>How long the bars are.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Values { get; set; } = [];

    /// <summary>True for bars from left to right with the first on top: the form for long labels.</summary>
    [Parameter]
    public bool Horizontal { get; set; }

    /// <inheritdoc/>
    protected override string Kind => "Bar chart";

    /// <inheritdoc/>
    protected override ChartPicture Picture()
    {
        string[] labels = [.. Labels.Select(PlotlyText.Plain)];
        Dictionary<string, object> category = new() { ["type"] = "category", ["showgrid"] = false };
        Dictionary<string, object> layout;
        if (Horizontal)
        {
            category["autorange"] = "reversed";
            layout = Axes(y: category);
        }
        else
        {
            layout = Axes(x: category);
        }

        layout["bargap"] = 0.25;
        layout["showlegend"] = false;
        return new ChartPicture([Trace(labels)], layout, []);
    }

    private object Trace(string[] labels) => new
    {
        Type = "bar",
        Orientation = Horizontal ? "h" : "v",
        X = Horizontal ? (object)Values : labels,
        Y = Horizontal ? labels : (object)Values,
        Hovertemplate = Horizontal ? "%{y}: <b>%{x:,.4~g}</b><extra></extra>" : "%{x}: <b>%{y:,.4~g}</b><extra></extra>",
    };
}
