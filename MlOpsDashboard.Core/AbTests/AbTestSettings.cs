namespace MlOpsDashboard.Core.AbTests;

/// <summary>How a test is judged. Immutable; fixed when it begins.</summary>
public sealed record AbTestSettings
{
    /// <summary>What the arms are compared by.</summary>
    public AbMetric Metric { get; init; }

    /// <summary>The fewest values that each arm must have before anything is said.</summary>
    public int MinSamples { get; init; } = 100;

    /// <summary>How sure a verdict is, over the whole test however often one looks.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Whether the winner goes into production by itself.</summary>
    public bool AutoPromote { get; init; }

    /// <summary>The least difference that matters, in the metric's unit; null for none: then nothing is ever futile.</summary>
    public double? MinDetectableEffect { get; init; }

    /// <summary>Days after which it ends without a winner.</summary>
    public double MaxDays { get; init; } = 30;

    /// <summary>Values of all arms after which it ends without a winner.</summary>
    public long MaxSamples { get; init; } = 1_000_000;

    /// <summary>The age in hours by which a label has come or does not count; null for as long as 95 % of the labels took that came so far.</summary>
    public double? LabelHours { get; init; }

    /// <summary>The share of requests of that age whose label must be known in each arm.</summary>
    public double MinCoverage { get; init; } = 0.5;

    /// <summary>The share of the requests that takes part, in percent; the champion answers the others outside of the test.</summary>
    public double Traffic { get; init; } = 100;

    /// <summary>A feature that is a number and explains part of the values (CUPED); null for none.</summary>
    public string? Covariate { get; init; }

    /// <summary>How much larger a challenger's share of failed requests may be than the champion's.</summary>
    public double MaxErrorRateIncrease { get; init; } = 0.01;

    /// <summary>How many times the champion's mean latency a challenger's may be, beside 10 ms that nobody notices.</summary>
    public double MaxLatencyRatio { get; init; } = 2;
}
