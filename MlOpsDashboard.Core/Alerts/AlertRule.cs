namespace MlOpsDashboard.Core.Alerts;

/// <summary>When somebody is to be told.</summary>
public sealed class AlertRule
{
    /// <summary>32 hexadecimal digits, ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>The model that it watches; null for every model in production, or for the whole program where the metric is of no model.</summary>
    public string? ModelName { get; set; }

    /// <summary>What it watches, by its name in the catalogue.</summary>
    public required string Metric { get; set; }

    /// <summary>On which side of the threshold a value is one too many.</summary>
    public required AlertOperator Operator { get; set; }

    /// <summary>The threshold.</summary>
    public required double Threshold { get; set; }

    /// <summary>What a value must reach before the alert is over; null for the threshold itself.</summary>
    public double? ClearThreshold { get; set; }

    /// <summary>Over how many seconds the value is measured.</summary>
    public required int WindowSeconds { get; set; }

    /// <summary>For how many seconds the value must be on the wrong side before the alert fires.</summary>
    public required int ForSeconds { get; set; }

    /// <summary>Fewer requests, labels or rows are no ground for a verdict.</summary>
    public required long MinRows { get; set; }

    /// <summary>How pressing it is.</summary>
    public required AlertSeverity Severity { get; set; }

    /// <summary>The identifiers of the channels that are told.</summary>
    public IReadOnlyList<string> Channels { get; set; } = [];

    /// <summary>Who looks after it; null when nobody is named.</summary>
    public string? Owner { get; set; }

    /// <summary>Whether it is evaluated.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Until when nothing is sent; null when it is not silenced.</summary>
    public DateTimeOffset? SilencedUntil { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whether nothing is sent at a moment.</summary>
    /// <param name="now">The moment.</param>
    public bool IsSilent(DateTimeOffset now) => SilencedUntil > now;
}
