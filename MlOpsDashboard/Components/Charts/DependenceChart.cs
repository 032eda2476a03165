using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Charts;

/// <summary>How an answer depends on one value: a mean, and single rows behind it. Bars of the mean where values are words.</summary>
public sealed class DependenceChart : ChartBase
{
    private const string Quiet = "var(--chart-muted)";

    /// <summary>The values in words, in the order of the points.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>Where the points stand, ascending; null where values are words.</summary>
    [Parameter]
    public IReadOnlyList<double>? X { get; set; }

    /// <summary>The means.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Means { get; set; } = [];

    /// <summary>Single rows: an answer a point.</summary>
    [Parameter]
    public IReadOnlyList<IReadOnlyList<double>> Individual { get; set; } = [];

    /// <summary>True when x is a time: milliseconds since 1970, UTC.</summary>
    [Parameter]
    public bool TimeAxis { get; set; }

    /// <summary>True when answers are shares, shown in percent.</summary>
    [Parameter]
    public bool Share { get; set; }

    /// <inheritdoc/>
    protected override string Kind => "Dependence chart";

    /// <inheritdoc/>
    protected override ChartPicture Picture()
    {
        Dictionary<string, object> y = Share ? new() { ["tickformat"] = ".0%" } : [];
        Dictionary<string, object> layout = X is null
            ? Axes(new() { ["type"] = "category", ["showgrid"] = false }, y)
            : Axes(TimeAxis ? new() { ["type"] = "date" } : null, y);
        layout["showlegend"] = X is not null;
        layout["bargap"] = 0.25;
        return new ChartPicture(X is null ? [Bars()] : [Rows(X), Mean(X)], layout, []);
    }

    private string Figure => Share ? "%{y:.1%}" : "%{y:,.4~g}";

    private object Bars() => new
    {
        Type = "bar",
        Name = "mean",
        X = Labels.Select(PlotlyText.Plain).ToArray(),
        Y = Means,
        Hovertemplate = $"%{{x}}: <b>{Figure}</b><extra></extra>",
    };

    private object Mean(IReadOnlyList<double> x) => new
    {
        Type = "scatter",
        Mode = "lines+markers",
        Name = "mean",
        X = x,
        Y = Means,
        Text = Labels.Select(PlotlyText.Plain).ToArray(),
        Line = new { Width = 3, Color = "var(--series-1)" },
        Marker = new { Size = 6, Color = "var(--series-1)" },
        Hovertemplate = $"<b>{Figure}</b> on average at %{{text}}<extra></extra>",
    };

    // One trace for all rows, with gaps between them: the legend has one entry, and a click hides them.
    private object Rows(IReadOnlyList<double> x) => new
    {
        Type = "scatter",
        Mode = "lines",
        Name = "single rows",
        X = Individual.SelectMany(_ => x.Append(double.NaN)).ToArray(),
        Y = Individual.SelectMany(row => row.Take(x.Count).Append(double.NaN)).ToArray(),
        Line = new { Width = 1, Color = Quiet },
        Opacity = 0.3,
        Hoverinfo = "skip",
    };
}
