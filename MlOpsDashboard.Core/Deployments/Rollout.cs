using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Deployments;

/// <summary>A version on its way to production, or what became of it. Immutable: each change makes a new one.</summary>
public sealed record Rollout
{
    /// <summary>Ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>The model.</summary>
    public required string ModelName { get; init; }

    /// <summary>How the candidate takes over.</summary>
    public required RolloutStrategy Strategy { get; init; }

    /// <summary>The version in production when it began; null when there was none.</summary>
    public required int? StableVersion { get; init; }

    /// <summary>The version that is to take over.</summary>
    public required int CandidateVersion { get; init; }

    /// <summary>For a canary: how it goes on.</summary>
    public CanarySettings? Canary { get; init; }

    /// <summary>How far it is.</summary>
    public required RolloutState State { get; init; }

    /// <summary>The step, from 1; 0 before the first one.</summary>
    public int Step { get; init; }

    /// <summary>Since when the step counts: its beginning, moved on by what was paused of it.</summary>
    public DateTimeOffset? StepSince { get; init; }

    /// <summary>Since when it is paused.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it is in its state.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it was asked for.</summary>
    public string? Comment { get; init; }

    /// <summary>What happened, the earliest first.</summary>
    public IReadOnlyList<RolloutEvent> Events { get; init; } = [];

    /// <summary>Counts its changes.</summary>
    public int Revision { get; init; }

    /// <summary>What was last measured.</summary>
    [JsonIgnore]
    public RolloutReport Report { get; init; } = new();

    /// <summary>Whether it goes on.</summary>
    [JsonIgnore]
    public bool IsOpen => EndedAt is null;

    /// <summary>Whether the candidate is loaded for it and answers, in the background or not.</summary>
    [JsonIgnore]
    public bool IsServed => State is RolloutState.Running or RolloutState.Paused;

    /// <summary>The candidate's share of the traffic, in percent.</summary>
    [JsonIgnore]
    public double Share => State == RolloutState.Completed ? 100
        : IsServed && Canary is { } canary && Step > 0 ? canary.Steps[Math.Min(Step, canary.Steps.Count) - 1]
        : 0;

    /// <summary>The candidate: <c>name:version</c>.</summary>
    [JsonIgnore]
    public string CandidateId => FormattableString.Invariant($"{ModelName}:{CandidateVersion}");

    /// <summary>The version in production when it began, or null.</summary>
    [JsonIgnore]
    public string? StableId => StableVersion is { } version ? FormattableString.Invariant($"{ModelName}:{version}") : null;
}
