namespace MlOpsDashboard.Core.Alerts;

/// <summary>A rule that somebody wants. What is left out has the metric's own default.</summary>
public sealed record AlertRuleForm
{
    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>The model; null for every model in production, or for the whole program where the metric is of no model.</summary>
    public string? ModelName { get; init; }

    /// <summary>What it watches.</summary>
    public string? Metric { get; init; }

    /// <summary><c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c> or <c>&lt;=</c>.</summary>
    public string? Operator { get; init; }

    /// <summary>The threshold. Shares are from 0 to 1.</summary>
    public double? Threshold { get; init; }

    /// <summary>What a value must reach before the alert is over; null for the threshold itself.</summary>
    public double? ClearThreshold { get; init; }

    /// <summary>Over how many seconds the value is measured.</summary>
    public int? WindowSeconds { get; init; }

    /// <summary>For how many seconds the value must be on the wrong side before the alert fires; null for 0.</summary>
    public int? ForSeconds { get; init; }

    /// <summary><c>info</c>, <c>warning</c> (as null) or <c>critical</c>.</summary>
    public string? Severity { get; init; }

    /// <summary>The identifiers of the channels that are told; null for none.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>Who looks after it.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether it is evaluated; null for yes.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Until when nothing is sent; null when it is not silenced.</summary>
    public DateTimeOffset? SilencedUntil { get; init; }

    /// <summary>Fewer requests, labels or rows are no ground for a verdict.</summary>
    public long? MinRows { get; init; }

    /// <summary>A rule as a form, to change a part of it.</summary>
    /// <param name="rule">The rule.</param>
    public static AlertRuleForm Of(AlertRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new AlertRuleForm
        {
            Name = rule.Name,
            ModelName = rule.ModelName,
            Metric = rule.Metric,
            Operator = rule.Operator.Symbol(),
            Threshold = rule.Threshold,
            ClearThreshold = rule.ClearThreshold,
            WindowSeconds = rule.WindowSeconds,
            ForSeconds = rule.ForSeconds,
            Severity = Storage.SnakeCase.Name(rule.Severity.ToString()),
            Channels = rule.Channels,
            Owner = rule.Owner,
            Enabled = rule.Enabled,
            SilencedUntil = rule.SilencedUntil,
            MinRows = rule.MinRows,
        };
    }
}
