namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>How far a newcomer has come on the way from data to predictions.</summary>
public enum StationProgress
{
    /// <summary>This has been done.</summary>
    Done,

    /// <summary>This is the next thing to do.</summary>
    Next,

    /// <summary>This needs an earlier step first.</summary>
    Ahead,
}
