using MlOpsDashboard.Components.Pages.Monitoring;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>How a version in production does.</summary>
public sealed record OperationLine
{
    // Fewer requests say little about shares.
    private const int FewRequests = 20;

    /// <summary>The version.</summary>
    public required ModelVersion Version { get; init; }

    /// <summary>Its state.</summary>
    public required OperationState State { get; init; }

    /// <summary>The tone of its state, as <see cref="Shared.StatusBadge"/> names it.</summary>
    public string Status => State switch
    {
        OperationState.Failing => "error",
        OperationState.Rejecting => "warn",
        OperationState.Healthy => "ok",
        _ => "muted",
    };

    /// <summary>Its state in a word.</summary>
    public string Word => State.ToString().ToLowerInvariant();

    /// <summary>Whether somebody should look.</summary>
    public bool NeedsLook => State >= OperationState.Rejecting;

    /// <summary>Requests a minute in the last hour.</summary>
    public required double PerMinute { get; init; }

    /// <summary>Requests a minute, minute by minute.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>When it was promoted in that hour, as shares of the hour.</summary>
    public required IReadOnlyList<double> Marks { get; init; }

    /// <summary>The latency that 95 % kept below in ms; null without an answer.</summary>
    public required double? P95Ms { get; init; }

    /// <summary>The share of the model's requests that failed; null without any.</summary>
    public required double? ErrorShare { get; init; }

    /// <summary>What labels say: accuracy or RMSE with its interval; null without labels.</summary>
    public required Interval? Quality { get; init; }

    /// <summary>The same over the last seven days.</summary>
    public required IReadOnlyList<double> QualitySeries { get; init; }

    /// <summary>Which figure that is.</summary>
    public required string QualityName { get; init; }

    /// <summary>Its colour, counted from 0.</summary>
    public required int Colour { get; init; }

    internal static OperationLine Of(ModelVersion version, TrafficReport hour, VersionQuality? quality, IReadOnlyList<double> marks, int colour)
    {
        VersionTraffic[] own = [.. hour.Versions.Where(traffic => traffic.Total.Model == version.Name && traffic.Total.Version == version.Version)];
        // What got no answer has no version: it counts against the one that was to answer.
        VersionTraffic[] all = [.. hour.Versions.Where(traffic => traffic.Total.Model == version.Name)];
        long requests = all.Sum(traffic => traffic.Total.Requests);
        long errors = all.Sum(traffic => traffic.Total.Errors);
        long rejected = all.Sum(traffic => traffic.Total.Rejected);
        double minutes = (hour.To - hour.From).TotalMinutes;
        string metric = MetricCatalog.QualityFor(version.Task).Name;
        return new OperationLine
        {
            Version = version,
            State = StateOf(requests, errors, rejected),
            PerMinute = requests / minutes,
            Rates = RatesOf(all, hour),
            Marks = marks,
            P95Ms = own.MaxBy(traffic => traffic.Total.Requests)?.Total.P95Ms,
            ErrorShare = requests == 0 ? null : (double)errors / requests,
            Quality = quality?.Metrics.GetValueOrDefault(metric),
            QualitySeries = quality is null ? [] : [.. quality.Series.Select(point => point.Value.Value)],
            QualityName = Shared.Names.Metric(metric, version.Task),
            Colour = colour,
        };
    }

    private static OperationState StateOf(long requests, long errors, long rejected) => requests switch
    {
        0 => OperationState.Idle,
        _ when errors >= Math.Max(1, TrafficHealth.BadErrorShare * requests) => OperationState.Failing,
        >= FewRequests when rejected >= TrafficHealth.ManyRejected * requests => OperationState.Rejecting,
        _ => OperationState.Healthy,
    };

    private static double[] RatesOf(VersionTraffic[] versions, TrafficReport hour)
    {
        double[] rates = new double[(int)Math.Ceiling((hour.To - hour.From) / hour.Step)];
        foreach (TrafficBucket bucket in versions.SelectMany(version => version.Series))
        {
            int place = (int)((bucket.At - hour.From) / hour.Step);
            if (place >= 0 && place < rates.Length)
            {
                rates[place] += bucket.Traffic.Requests / hour.Step.TotalMinutes;
            }
        }

        return rates;
    }
}
