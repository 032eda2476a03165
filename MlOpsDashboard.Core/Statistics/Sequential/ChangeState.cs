namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>What a detector thinks of its stream.</summary>
public enum ChangeState
{
    /// <summary>Nothing has changed as far as it can tell.</summary>
    None,

    /// <summary>Something may be changing.</summary>
    Warning,

    /// <summary>The stream has changed. With the next value the detector begins anew.</summary>
    Drift,
}
