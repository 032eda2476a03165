namespace MlOpsDashboard.Components.Charts;

/// <summary>What has to be done to bring the drawn chart to a new state.</summary>
internal enum ChartStep
{
    /// <summary>It shows that state already.</summary>
    Nothing,

    /// <summary>New points came at the end of lines that are drawn.</summary>
    Extend,

    /// <summary>Something else changed: the chart is drawn anew.</summary>
    Render,
}
