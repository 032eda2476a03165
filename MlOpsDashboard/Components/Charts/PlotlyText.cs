namespace MlOpsDashboard.Components.Charts;

/// <summary>Words inside Plotly's texts, which understand a little HTML and, on hover, <c>%{…}</c>.</summary>
internal static class PlotlyText
{
    /// <summary>The words, shown as they are.</summary>
    /// <param name="words">A name that came from outside.</param>
    public static string Plain(string words) => words
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("%{", "% {", StringComparison.Ordinal);

    /// <summary>Names as places of an axis.</summary>
    public static List<object> Places(IEnumerable<string> names) => [.. names.Select(Plain)];
}
