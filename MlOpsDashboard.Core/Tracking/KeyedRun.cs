namespace MlOpsDashboard.Core.Tracking;

/// <summary>A run with what it is gathered by, for queries.</summary>
internal sealed class KeyedRun
{
    /// <summary>What it is gathered by; null when it has none.</summary>
    public string? Key { get; init; }

    /// <summary>The run.</summary>
    public required Run Run { get; init; }
}
