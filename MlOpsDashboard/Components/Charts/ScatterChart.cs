using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Charts;

/// <summary>Pairs of numbers as dots: predictions against the truth, residuals.</summary>
public sealed class ScatterChart : ChartBase
{
    // More dots than this lie on each other anyway, and each is an element of the page.
    private const int MostDots = 3000;

    private const int FewDots = 200;

    /// <summary>Where the dots stand.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> X { get; set; } = [];

    /// <summary>How high they stand.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Y { get; set; } = [];

    /// <summary>True for the line x = y, on which a perfect prediction lies.</summary>
    [Parameter]
    public bool Diagonal { get; set; }

    /// <summary>Words at places of the x axis, which then goes from 0 to 1: a scale of its own; null for the numbers themselves.</summary>
    [Parameter]
    public IReadOnlyList<KeyValuePair<double, string>>? Ticks { get; set; }

    /// <inheritdoc/>
    protected override string Kind => "Scatter chart";

    /// <inheritdoc/>
    protected override ChartPicture Picture()
    {
        int count = Math.Min(X.Count, Y.Count);
        int stride = Math.Max(1, (count + MostDots - 1) / MostDots);
        int[] shown = [.. Enumerable.Range(0, (count + stride - 1) / stride).Select(index => index * stride)];
        Dictionary<string, object> layout = Axes(Ticks is null ? null : Scale(Ticks));
        layout["showlegend"] = false;
        if (Diagonal && Ends() is { } ends)
        {
            layout["shapes"] = new[] { ChartShapes.Between(ends.Least, ends.Most) };
        }

        object trace = new
        {
            Type = "scatter",
            Mode = "markers",
            X = shown.Select(index => X[index]).ToArray(),
            Y = shown.Select(index => Y[index]).ToArray(),
            Marker = count <= FewDots ? new { Size = 8, Opacity = 0.7 } : new { Size = 5, Opacity = 0.5 },
            Hovertemplate = Ticks is null ? "%{x:.4~g}, <b>%{y:.4~g}</b><extra></extra>" : "<b>%{y:.4~g}</b><extra></extra>",
        };
        return new ChartPicture([trace], layout, []);
    }

    private static Dictionary<string, object> Scale(IReadOnlyList<KeyValuePair<double, string>> ticks) => new()
    {
        ["range"] = new[] { -0.04, 1.04 },
        ["tickvals"] = ticks.Select(tick => tick.Key).ToArray(),
        ["ticktext"] = ticks.Select(tick => PlotlyText.Plain(tick.Value)).ToArray(),
    };

    private (double Least, double Most)? Ends()
    {
        double[] finite = [.. X.Concat(Y).Where(double.IsFinite)];
        return finite.Length == 0 ? null : (finite.Min(), finite.Max());
    }
}
