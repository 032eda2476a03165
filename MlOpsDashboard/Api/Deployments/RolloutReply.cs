using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Api.Deployments;

/// <summary>A roll-out.</summary>
internal sealed record RolloutReply
{
    /// <inheritdoc cref="Rollout.Id"/>
    public required string Id { get; init; }

    /// <inheritdoc cref="Rollout.ModelName"/>
    public required string ModelName { get; init; }

    /// <inheritdoc cref="Rollout.Strategy"/>
    public required RolloutStrategy Strategy { get; init; }

    /// <summary>The candidate: <c>name:version</c>.</summary>
    public required string ModelId { get; init; }

    /// <summary>The version in production when it began: <c>name:version</c>, or null.</summary>
    public required string? StableModelId { get; init; }

    /// <inheritdoc cref="Rollout.State"/>
    public required RolloutState State { get; init; }

    /// <inheritdoc cref="Rollout.Step"/>
    public required int Step { get; init; }

    /// <summary>The candidate's shares in percent; empty without steps.</summary>
    public required IReadOnlyList<double> Steps { get; init; }

    /// <inheritdoc cref="Rollout.Share"/>
    public required double Share { get; init; }

    /// <summary>How a canary goes on; null for other strategies.</summary>
    public CanaryForm? Canary { get; init; }

    /// <summary>What the candidate is held to.</summary>
    public required IReadOnlyList<RolloutGate> Gates { get; init; }

    /// <summary>Requests of the step that the stable version answered.</summary>
    public required long StableRequests { get; init; }

    /// <summary>Requests of the step that the candidate answered, or would have.</summary>
    public required long CandidateRequests { get; init; }

    /// <inheritdoc cref="Rollout.StartedAt"/>
    public required DateTimeOffset StartedAt { get; init; }

    /// <inheritdoc cref="Rollout.StartedBy"/>
    public required string StartedBy { get; init; }

    /// <inheritdoc cref="Rollout.StepSince"/>
    public DateTimeOffset? StepSince { get; init; }

    /// <inheritdoc cref="Rollout.EndedAt"/>
    public DateTimeOffset? EndedAt { get; init; }

    /// <inheritdoc cref="Rollout.Reason"/>
    public string? Reason { get; init; }

    /// <inheritdoc cref="Rollout.Comment"/>
    public string? Comment { get; init; }

    /// <inheritdoc cref="Rollout.Events"/>
    public required IReadOnlyList<RolloutEvent> Events { get; init; }

    /// <summary>What is told of a roll-out.</summary>
    /// <param name="rollout">The roll-out.</param>
    public static RolloutReply Of(Rollout rollout) => new()
    {
        Id = rollout.Id,
        ModelName = rollout.ModelName,
        Strategy = rollout.Strategy,
        ModelId = rollout.CandidateId,
        StableModelId = rollout.StableId,
        State = rollout.State,
        Step = rollout.Step,
        Steps = rollout.Canary?.Steps ?? [],
        Share = rollout.Share,
        Canary = rollout.Canary is { } canary ? CanaryForm.Of(canary) : null,
        Gates = rollout.Report.Gates,
        StableRequests = rollout.Report.StableRequests,
        CandidateRequests = rollout.Report.CandidateRequests,
        StartedAt = rollout.StartedAt,
        StartedBy = rollout.StartedBy,
        StepSince = rollout.StepSince,
        EndedAt = rollout.EndedAt,
        Reason = rollout.Reason,
        Comment = rollout.Comment,
        Events = rollout.Events,
    };
}
