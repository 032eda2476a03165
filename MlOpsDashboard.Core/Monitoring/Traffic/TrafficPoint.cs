namespace MlOpsDashboard.Core.Monitoring.Traffic;

/// <summary>The traffic of one model version and route in one second.</summary>
public sealed record TrafficPoint
{
    /// <summary>The model's name; empty for requests that named none that is served.</summary>
    public required string Model { get; init; }

    /// <summary>The version that answered; 0 when none did.</summary>
    public required int Version { get; init; }

    /// <summary>Why this version answered; empty when none did.</summary>
    public required string Route { get; init; }

    /// <summary>All requests: answered, rejected and failed.</summary>
    public required long Requests { get; init; }

    /// <summary>Requests that failed on our side.</summary>
    public required long Errors { get; init; }

    /// <summary>Requests that were the caller's mistake.</summary>
    public required long Rejected { get; init; }

    /// <summary>Mean latency of the answers in milliseconds; null without answers.</summary>
    public required double? MeanMs { get; init; }

    /// <summary>Median latency in milliseconds; null without answers.</summary>
    public required double? P50Ms { get; init; }

    /// <summary>Latency that 95 % of answers kept below, in milliseconds.</summary>
    public required double? P95Ms { get; init; }

    /// <summary>Latency that 99 % of answers kept below, in milliseconds.</summary>
    public required double? P99Ms { get; init; }

    internal static TrafficPoint Of(TrafficSlice slice) => new()
    {
        Model = slice.Key.Model,
        Version = slice.Key.Version,
        Route = slice.Key.Route,
        Requests = slice.Answered + slice.Rejected + slice.Errors,
        Errors = slice.Errors,
        Rejected = slice.Rejected,
        MeanMs = slice.Answered == 0 ? null : slice.Seconds * 1000 / slice.Answered,
        P50Ms = slice.Durations.Quantile(0.5) * 1000,
        P95Ms = slice.Durations.Quantile(0.95) * 1000,
        P99Ms = slice.Durations.Quantile(0.99) * 1000,
    };
}
