namespace MlOpsDashboard.Core.Approvals;

/// <summary>What is known of a candidate, for who decides.</summary>
public sealed record ApprovalChecklist
{
    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The version in production then; null without one.</summary>
    public required int? ProductionVersion { get; init; }

    /// <summary>The checks.</summary>
    public required IReadOnlyList<ApprovalCheck> Checks { get; init; }

    /// <summary>The metrics side by side; empty where they are not comparable, which the check of the quality says.</summary>
    public IReadOnlyList<ComparedFigure> Figures { get; init; } = [];
}
