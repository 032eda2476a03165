namespace MlOpsDashboard.Components.Charts;

/// <summary>The colours of the scheme in force, as the browser reads them from the style sheets, and the font.</summary>
/// <param name="Font">The family of all words.</param>
/// <param name="Text">Names and legends.</param>
/// <param name="Muted">Axes, thresholds and what stands behind the data.</param>
/// <param name="Grid">The lines of the grid.</param>
/// <param name="Surface">The ground that a chart stands on.</param>
/// <param name="Low">The least number of a heat map.</param>
/// <param name="High">The greatest number of a heat map.</param>
/// <param name="Series">The colours of series, in their order.</param>
public sealed record ChartColours(
    string Font, string Text, string Muted, string Grid, string Surface, string Low, string High, IReadOnlyList<string> Series)
{
    /// <summary>From the least number to the greatest. One object for all pictures: by itself Plotly.Blazor compares it by reference.</summary>
    internal object Scale { get; } = new[] { new object[] { 0, Low }, [1, High] };

    /// <summary>The colour of a series.</summary>
    /// <param name="number">Which, counted from 0 and around.</param>
    internal string Of(int number) => Series[((number % Series.Count) + Series.Count) % Series.Count];
}
