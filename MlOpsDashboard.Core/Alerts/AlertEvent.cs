namespace MlOpsDashboard.Core.Alerts;

/// <summary>A change of state, with what the rule said then. Never changed.</summary>
public sealed class AlertEvent
{
    /// <summary>32 hexadecimal digits, ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>The rule.</summary>
    public required string RuleId { get; init; }

    /// <summary>What the rule was called.</summary>
    public required string RuleName { get; init; }

    /// <summary>The model; null for the whole program.</summary>
    public required string? ModelName { get; init; }

    /// <summary>The version in production; null where the metric is of no version.</summary>
    public required int? ModelVersion { get; init; }

    /// <summary>What was measured.</summary>
    public required string Metric { get; init; }

    /// <summary>On which side of the threshold a value is one too many.</summary>
    public required AlertOperator Operator { get; init; }

    /// <summary>The threshold.</summary>
    public required double Threshold { get; init; }

    /// <summary>How pressing it is.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>The state before.</summary>
    public required AlertState FromState { get; init; }

    /// <summary>The state after.</summary>
    public required AlertState State { get; init; }

    /// <summary>The value; null when the change has another reason.</summary>
    public required double? Value { get; init; }

    /// <summary>What happened, as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Whether the rule was silenced, so that nobody was told.</summary>
    public required bool Silenced { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
