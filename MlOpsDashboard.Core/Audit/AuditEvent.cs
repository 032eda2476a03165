namespace MlOpsDashboard.Core.Audit;

/// <summary>One change, written down for good: the database refuses to alter or remove it.</summary>
public sealed class AuditEvent
{
    /// <summary>Counts up in the order of writing.</summary>
    public long EventId { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it: a user's or an API key's name.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, as in <c>model.promoted</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What kind of thing it was done to, as in <c>model</c>.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>Which one, as in <c>churn:3</c>.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Why, in the words of who did it; null when they gave no reason.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence that says what changed, from what to what.</summary>
    public string? Detail { get; init; }
}
