using MlOpsDashboard.Core.Retraining;

namespace MlOpsDashboard.Api.Retraining;

/// <summary>A model's policy of automated retraining, and what it waits for; sent back changed, it is the new policy.</summary>
internal sealed record RetrainingReply
{
    /// <summary>The model.</summary>
    public string? ModelName { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.Enabled"/>
    public bool Enabled { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.Triggers"/>
    public RetrainingTriggers? Triggers { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.CooldownHours"/>
    public double? CooldownHours { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.Data"/>
    public RetrainingRows? Data { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.WindowRows"/>
    public int? WindowRows { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.MinRows"/>
    public int? MinRows { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.Trials"/>
    public int? Trials { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.TimeBudgetSeconds"/>
    public double? TimeBudgetSeconds { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.Gates"/>
    public RetrainingGates? Gates { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.Then"/>
    public RetrainingFollowUp? Then { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.Approval"/>
    public bool? Approval { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.UpdatedAt"/>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <inheritdoc cref="RetrainingPolicy.UpdatedBy"/>
    public string? UpdatedBy { get; init; }

    /// <summary>The retraining that goes on; null for none.</summary>
    public RetrainingDecision? Active { get; init; }

    /// <summary>Why none starts now; null while one goes on.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>When the schedule starts one; null without a schedule.</summary>
    public DateTimeOffset? NextScheduledAt { get; init; }

    /// <summary>The policy that was sent; what was left out is as usual.</summary>
    public RetrainingPolicy ToPolicy()
    {
        var usual = new RetrainingPolicy();
        return new RetrainingPolicy
        {
            Enabled = Enabled,
            Triggers = Triggers ?? usual.Triggers,
            CooldownHours = CooldownHours ?? usual.CooldownHours,
            Data = Data ?? usual.Data,
            WindowRows = WindowRows ?? usual.WindowRows,
            MinRows = MinRows ?? usual.MinRows,
            Trials = Trials ?? usual.Trials,
            TimeBudgetSeconds = TimeBudgetSeconds ?? usual.TimeBudgetSeconds,
            Gates = Gates is null ? usual.Gates : Gates with { Segments = Gates.Segments ?? [] },
            Then = Then ?? usual.Then,
            Approval = Approval ?? usual.Approval,
        };
    }

    /// <summary>What is told of a model.</summary>
    /// <param name="status">Its policy, and what it waits for.</param>
    public static RetrainingReply Of(RetrainingStatus status)
    {
        RetrainingPolicy policy = status.Policy;
        return new RetrainingReply
        {
            ModelName = status.ModelName,
            Enabled = policy.Enabled,
            Triggers = policy.Triggers,
            CooldownHours = policy.CooldownHours,
            Data = policy.Data,
            WindowRows = policy.WindowRows,
            MinRows = policy.MinRows,
            Trials = policy.Trials,
            TimeBudgetSeconds = policy.TimeBudgetSeconds,
            Gates = policy.Gates,
            Then = policy.Then,
            Approval = policy.Approval,
            UpdatedAt = policy.UpdatedAt,
            UpdatedBy = policy.UpdatedBy,
            Active = status.Active,
            WaitsFor = status.WaitsFor,
            NextScheduledAt = status.NextScheduledAt,
        };
    }
}
