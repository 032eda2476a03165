namespace MlOpsDashboard.Components.Charts;

/// <summary>What only the browser knows of the place that a chart is drawn in.</summary>
/// <param name="Colours">The scheme in force.</param>
/// <param name="Narrow">True where there is little room, as on a phone.</param>
public sealed record ChartScene(ChartColours Colours, bool Narrow);
