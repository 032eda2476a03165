namespace MlOpsDashboard.Core.Registry;

/// <summary>One entry of the history. The database itself refuses to change or remove one, even when its version is gone.</summary>
public sealed class StageEvent
{
    /// <summary>Counts up.</summary>
    public long Id { get; init; }

    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>What happened.</summary>
    public required StageEventKind Kind { get; init; }

    /// <summary>The stage before; null when it was registered.</summary>
    public required ModelStage? FromStage { get; init; }

    /// <summary>The stage after; null when it was deleted or removed.</summary>
    public required ModelStage? ToStage { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, in the words of who did it.</summary>
    public string? Comment { get; init; }

    /// <summary>The approval that let it into production; null without one.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>The alias that was set or removed; null for what is not about one.</summary>
    public string? Alias { get; init; }
}
