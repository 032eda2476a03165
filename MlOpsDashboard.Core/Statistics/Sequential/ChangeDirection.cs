namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>Which changes of a mean a detector looks for.</summary>
internal enum ChangeDirection
{
    /// <summary>Both.</summary>
    Both,

    /// <summary>Rises only.</summary>
    Up,

    /// <summary>Falls only.</summary>
    Down,
}
