namespace MlOpsDashboard.Core.Retraining;

/// <summary>A retraining as the database keeps it.</summary>
internal sealed class StoredDecision
{
    /// <summary>Ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>The model.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model again while it goes on, then null: unique, so that no model has two at once.</summary>
    public string? ActiveModel { get; set; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How far it is.</summary>
    public required RetrainingState State { get; set; }

    /// <summary>Everything as JSON.</summary>
    public required string Decision { get; set; }
}
