namespace MlOpsDashboard.Core.Drift;

/// <summary>How a model is checked; what is null is as configured for all.</summary>
public sealed record DriftSettings
{
    /// <inheritdoc cref="DriftOptions.FalseAlarmRate"/>
    public double? FalseAlarmRate { get; init; }

    /// <inheritdoc cref="DriftOptions.DistanceThreshold"/>
    public double? DistanceThreshold { get; init; }

    /// <summary>The same for single features, by name; <c>(prediction)</c> is the prediction.</summary>
    public IReadOnlyDictionary<string, double> FeatureThresholds { get; init; } = new Dictionary<string, double>();

    /// <inheritdoc cref="DriftOptions.MinRows"/>
    public int? MinRows { get; init; }

    /// <summary>The latest predictions that a check by itself looks at.</summary>
    public int? Rows { get; init; }

    /// <inheritdoc cref="DriftOptions.Together"/>
    public bool? Together { get; init; }

    /// <summary>When checks are made without anybody asking, as a cron line in UTC; null for never.</summary>
    public string? Schedule { get; init; }

    /// <summary>When the next one is due, UTC; null without a schedule.</summary>
    public DateTimeOffset? NextCheckAt { get; init; }

    /// <summary>Why the last one by itself could not be made; null when it could.</summary>
    public string? LastProblem { get; init; }

    /// <summary>When they were last changed, UTC; null when nobody has.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who changed them.</summary>
    public string? UpdatedBy { get; init; }
}
