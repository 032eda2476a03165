using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>Somebody's wish that a version go into production, and what became of it.</summary>
public sealed class ApprovalRequest
{
    /// <summary>Ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>The model.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>The version's id while it waits, unique, so that a version is asked for once; null afterwards.</summary>
    public string? PendingModelId { get; init; }

    /// <summary>What became of it.</summary>
    public ApprovalState State { get; init; }

    /// <summary>Who asked.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Why, in their words.</summary>
    public string? Comment { get; init; }

    /// <summary>Who decided or took it back; null while it waits, and for what ended by itself.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why, in the words of who decided; for what ended by itself, what happened.</summary>
    public string? Reason { get; init; }

    /// <summary>What was known when it was asked for.</summary>
    public required ApprovalChecklist Checklist { get; init; }

    /// <summary>What was known when it was decided; null before, and for what nobody decided.</summary>
    public ApprovalChecklist? DecidedChecklist { get; init; }

    /// <summary>Names the version to callers: <c>name:version</c>.</summary>
    public string ModelId => ModelReference.Id(ModelName, Version);
}
