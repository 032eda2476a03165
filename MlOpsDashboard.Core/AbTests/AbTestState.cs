namespace MlOpsDashboard.Core.AbTests;

/// <summary>How far a test is.</summary>
public enum AbTestState
{
    /// <summary>The arms have their shares of the traffic.</summary>
    Running,

    /// <summary>It was decided, or ran out of time or samples; one version answers everything.</summary>
    Completed,

    /// <summary>It was ended before that; the champion answers everything.</summary>
    Stopped,
}
