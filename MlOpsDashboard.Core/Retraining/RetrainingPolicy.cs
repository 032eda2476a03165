using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Learning.Search.Auto;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>When a model is trained anew without anybody asking, on what, and what has to hold before its successor takes over.</summary>
public sealed record RetrainingPolicy
{
    /// <summary>Whether triggers start anything. Off, nothing starts by itself; what runs goes on.</summary>
    public bool Enabled { get; init; }

    /// <summary>What starts it.</summary>
    public RetrainingTriggers Triggers { get; init; } = new();

    /// <summary>Hours from the end of one retraining to the next that starts by itself.</summary>
    public double CooldownHours { get; init; } = 24;

    /// <summary>What the challenger learns from.</summary>
    public RetrainingRows Data { get; init; } = RetrainingRows.Full;

    /// <summary>For <see cref="RetrainingRows.Window"/>: the latest so many labelled predictions; for <see cref="RetrainingRows.Weighted"/>: those that the others are compared with.</summary>
    public int WindowRows { get; init; } = 10_000;

    /// <summary>The fewest labelled predictions to learn from, beside those held out.</summary>
    public int MinRows { get; init; } = 200;

    /// <summary>Trials of the search at most.</summary>
    public int Trials { get; init; } = SearchDefaults.Trials;

    /// <summary>How long the search may take, in seconds.</summary>
    public double TimeBudgetSeconds { get; init; } = SearchDefaults.BudgetSeconds;

    /// <summary>What the challenger has to show.</summary>
    public RetrainingGates Gates { get; init; } = new();

    /// <summary>What becomes of one that has.</summary>
    public RetrainingFollowUp Then { get; init; } = RetrainingFollowUp.Register;

    /// <summary>Whether a person has to agree before one that has passed goes into production, or into a roll-out.</summary>
    public bool Approval { get; init; } = true;

    /// <summary>The least role that answers for the policy: one that puts models into production, or rolls them out, by itself is an approver's.</summary>
    [JsonIgnore]
    public UserRole Takes => Then != RetrainingFollowUp.Register && !Approval ? UserRole.Approver : UserRole.DataScientist;

    /// <summary>When it was last changed, UTC; null where it is the usual one.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who changed it.</summary>
    public string? UpdatedBy { get; init; }
}
