namespace MlOpsDashboard.Components.Charts;

/// <summary>What a chart shows at a moment, in Plotly's words.</summary>
/// <param name="Traces">The traces, with their points.</param>
/// <param name="Layout">Axes, titles and lines; fonts and colours are the browser's business.</param>
/// <param name="Growing">The points of each trace when more may be appended at their end; empty for a chart that does not stream.</param>
public sealed record ChartPicture(
    IReadOnlyList<object> Traces, object Layout, IReadOnlyList<LineSeries> Growing);
