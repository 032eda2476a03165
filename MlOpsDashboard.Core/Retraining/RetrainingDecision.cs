namespace MlOpsDashboard.Core.Retraining;

/// <summary>One retraining of a model: what started it, what it did, and how it ended. Nothing of it is ever taken back.</summary>
public sealed record RetrainingDecision
{
    /// <summary>Ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>The model.</summary>
    public required string ModelName { get; init; }

    /// <summary>What started it.</summary>
    public required RetrainingTrigger Trigger { get; init; }

    /// <summary>Why, in a sentence with the figures.</summary>
    public required string Reason { get; init; }

    /// <summary>Who started it; <c>retraining</c> for the program itself.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required RetrainingState State { get; init; }

    /// <summary>The version that was in production when it began.</summary>
    public required int ChampionVersion { get; init; }

    /// <summary>The version that it made; null before.</summary>
    public int? ChallengerVersion { get; init; }

    /// <summary>Predictions from here on are held out: the challenger has learned from none of them.</summary>
    public DateTimeOffset? HoldoutFrom { get; init; }

    /// <summary>Predictions from here on came too late for it.</summary>
    public required DateTimeOffset HoldoutTo { get; init; }

    /// <summary>What the challenger learns from, <c>name:version</c>; null before it was put together.</summary>
    public string? Dataset { get; init; }

    /// <summary>What it was judged by, <c>name:version</c>.</summary>
    public string? Holdout { get; init; }

    /// <summary>The training job; null before.</summary>
    public string? JobId { get; init; }

    /// <summary>How it compares with the champion; null before.</summary>
    public ChallengerComparison? Comparison { get; init; }

    /// <summary>The policy as it was when it began.</summary>
    public required RetrainingPolicy Policy { get; init; }

    /// <summary>What it did, in order.</summary>
    public required IReadOnlyList<RetrainingStep> Steps { get; init; }
}
