using MlOpsDashboard.Core.Retraining;

namespace MlOpsDashboard.Components.Pages.Retraining;

/// <summary>A policy while it is being changed: shares as per cent, and what is empty as usual.</summary>
public sealed class PolicyDraft
{
    private const double Percent = 100;

    private readonly RetrainingPolicy _from;

    /// <summary>Begins with a policy.</summary>
    /// <param name="policy">The policy.</param>
    public PolicyDraft(RetrainingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _from = policy;
        Drift = policy.Triggers.Drift;
        DriftShare = policy.Triggers.DriftShare * Percent;
        Quality = policy.Triggers.QualityRatio * Percent;
        NewLabels = policy.Triggers.NewLabels;
        Schedule = policy.Triggers.Schedule;
        CooldownHours = policy.CooldownHours;
        Data = policy.Data;
        WindowRows = policy.WindowRows;
        MinRows = policy.MinRows;
        Trials = policy.Trials;
        TimeBudgetSeconds = policy.TimeBudgetSeconds;
        HoldoutRows = policy.Gates.HoldoutRows;
        Margin = policy.Gates.Margin;
        Confidence = policy.Gates.Confidence * Percent;
        Segments = policy.Gates.Segments;
        MaxPredictMs = policy.Gates.MaxPredictMs;
        MaxBytes = policy.Gates.MaxBytes;
        Then = policy.Then;
        Approval = policy.Approval;
    }

    /// <inheritdoc cref="RetrainingTriggers.Drift"/>
    public bool Drift { get; set; }

    /// <summary>The share of features, in per cent.</summary>
    public double? DriftShare { get; set; }

    /// <summary>The share of the quality at promotion, in per cent; null for never.</summary>
    public double? Quality { get; set; }

    /// <inheritdoc cref="RetrainingTriggers.NewLabels"/>
    public int? NewLabels { get; set; }

    /// <inheritdoc cref="RetrainingTriggers.Schedule"/>
    public string? Schedule { get; set; }

    /// <inheritdoc cref="RetrainingPolicy.CooldownHours"/>
    public double? CooldownHours { get; set; }

    /// <inheritdoc cref="RetrainingPolicy.Data"/>
    public RetrainingRows Data { get; set; }

    /// <inheritdoc cref="RetrainingPolicy.WindowRows"/>
    public int? WindowRows { get; set; }

    /// <inheritdoc cref="RetrainingPolicy.MinRows"/>
    public int? MinRows { get; set; }

    /// <inheritdoc cref="RetrainingPolicy.Trials"/>
    public int? Trials { get; set; }

    /// <inheritdoc cref="RetrainingPolicy.TimeBudgetSeconds"/>
    public double? TimeBudgetSeconds { get; set; }

    /// <inheritdoc cref="RetrainingGates.HoldoutRows"/>
    public int? HoldoutRows { get; set; }

    /// <inheritdoc cref="RetrainingGates.Margin"/>
    public double? Margin { get; set; }

    /// <summary>How sure, in per cent.</summary>
    public double? Confidence { get; set; }

    /// <inheritdoc cref="RetrainingGates.Segments"/>
    public IEnumerable<string>? Segments { get; set; }

    /// <inheritdoc cref="RetrainingGates.MaxPredictMs"/>
    public double? MaxPredictMs { get; set; }

    /// <inheritdoc cref="RetrainingGates.MaxBytes"/>
    public long? MaxBytes { get; set; }

    /// <inheritdoc cref="RetrainingPolicy.Then"/>
    public RetrainingFollowUp Then { get; set; }

    /// <inheritdoc cref="RetrainingPolicy.Approval"/>
    public bool Approval { get; set; }

    /// <summary>The policy that is meant.</summary>
    public RetrainingPolicy ToPolicy()
    {
        var usual = new RetrainingPolicy();
        return _from with
        {
            Triggers = new RetrainingTriggers
            {
                Drift = Drift,
                DriftShare = (DriftShare ?? 0) / Percent,
                QualityRatio = Quality / Percent,
                NewLabels = NewLabels,
                Schedule = string.IsNullOrWhiteSpace(Schedule) ? null : Schedule.Trim(),
            },
            CooldownHours = CooldownHours ?? usual.CooldownHours,
            Data = Data,
            WindowRows = WindowRows ?? usual.WindowRows,
            MinRows = MinRows ?? usual.MinRows,
            Trials = Trials ?? usual.Trials,
            TimeBudgetSeconds = TimeBudgetSeconds ?? usual.TimeBudgetSeconds,
            Gates = new RetrainingGates
            {
                HoldoutRows = HoldoutRows ?? usual.Gates.HoldoutRows,
                Margin = Margin ?? usual.Gates.Margin,
                Confidence = (Confidence ?? (usual.Gates.Confidence * Percent)) / Percent,
                Segments = [.. Segments ?? []],
                MaxPredictMs = MaxPredictMs,
                MaxBytes = MaxBytes,
            },
            Then = Then,
            Approval = Approval,
        };
    }
}
