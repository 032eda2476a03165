using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>Makes the lines of the charts from a report.</summary>
internal static class TrafficLines
{
    /// <summary>Requests per second, one line for each version.</summary>
    public static IReadOnlyList<LineSeries> Rates(TrafficReport report) =>
        ByVersion(report, 0, point => point.Requests / report.Step.TotalSeconds);

    /// <summary>The latency that 99 % kept below in ms, one line for each version that answered.</summary>
    public static IReadOnlyList<LineSeries> Tails(TrafficReport report) =>
        [.. ByVersion(report, double.NaN, point => point.P99Ms ?? double.NaN).Where(line => line.Y.Any(double.IsFinite))];

    /// <summary>Percentiles of the latency of all answers, in ms.</summary>
    public static IReadOnlyList<LineSeries> Percentiles(TrafficReport report) =>
    [
        Line("p50", 1, report, report.All, double.NaN, point => point.P50Ms ?? double.NaN),
        Line("p95", 4, report, report.All, double.NaN, point => point.P95Ms ?? double.NaN),
        Line("p99", 5, report, report.All, double.NaN, point => point.P99Ms ?? double.NaN),
    ];

    /// <summary>Requests per second that got no prediction.</summary>
    public static IReadOnlyList<LineSeries> Refusals(TrafficReport report) =>
    [
        Line("failed", 5, report, report.All, 0, point => point.Errors / report.Step.TotalSeconds),
        Line("rejected", 0, report, report.All, 0, point => point.Rejected / report.Step.TotalSeconds),
    ];

    /// <summary>What labels say of each version: accuracy, or RMSE, with its interval.</summary>
    /// <param name="quality">The versions that have labels.</param>
    public static IReadOnlyList<LineSeries> Quality(IReadOnlyList<VersionQuality> quality)
    {
        IReadOnlyDictionary<string, int> colours = SeriesPalette.Of(quality.Select(Name));
        return
        [
            .. quality.Select(version => new LineSeries(
                Name(version), [.. version.Series.Select(point => Milliseconds(point.At))], [.. version.Series.Select(point => point.Value.Value)], colours[Name(version)])
            {
                Low = [.. version.Series.Select(point => point.Value.Low)],
                High = [.. version.Series.Select(point => point.Value.High)],
            }),
        ];
    }

    /// <summary>A version as people call it.</summary>
    public static string Name(VersionQuality version) => $"{version.Model}:{version.Version}";

    /// <summary>Promotions as flags.</summary>
    public static IReadOnlyList<ReferenceLine> Marks(IReadOnlyList<StageEvent> moves) =>
        [.. moves.Where(move => move.ToStage == ModelStage.Production).Select(move => new ReferenceLine($"⚑ {move.Name}:{move.Version}", Milliseconds(move.At), Vertical: true))];

    /// <summary>A version as people call it.</summary>
    public static string Name(TrafficPoint point) => (point.Model, point.Version, point.Route) switch
    {
        ("", _, _) => "no model",
        (_, 0, _) => $"{point.Model} (unanswered)",
        (_, _, "production") => $"{point.Model}:{point.Version}",
        _ => $"{point.Model}:{point.Version} ({point.Route})",
    };

    /// <summary>A moment on a time axis.</summary>
    public static double Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static IReadOnlyList<LineSeries> ByVersion(TrafficReport report, double gap, Func<TrafficPoint, double> value)
    {
        if (report.Versions.Count == 0)
        {
            return [Line("all", 0, report, report.All, gap, value)];
        }

        IReadOnlyDictionary<string, int> colours = SeriesPalette.Of(report.Versions.Select(version => Name(version.Total)));
        return [.. report.Versions.Select(version => Line(Name(version.Total), colours[Name(version.Total)], report, version, gap, value))];
    }

    // Every stretch of the range has a point, so that no traffic is a line at zero, or a gap where there is nothing to measure.
    private static LineSeries Line(string name, int colour, TrafficReport report, VersionTraffic version, double gap, Func<TrafficPoint, double> value)
    {
        long step = report.Step.Ticks;
        long first = (report.From.UtcTicks + step - 1) / step;
        int count = (int)Math.Max(0, (report.To.UtcTicks / step) - first + 1);
        double[] x = [.. Enumerable.Range(0, count).Select(i => Milliseconds(new DateTimeOffset((first + i) * step, TimeSpan.Zero)))];
        double[] y = new double[count];
        Array.Fill(y, gap);
        foreach (TrafficBucket bucket in version.Series)
        {
            long index = (bucket.At.UtcTicks / step) - first;
            if (index >= 0 && index < count)
            {
                y[index] = value(bucket.Traffic);
            }
        }

        return new LineSeries(name, x, y, colour);
    }
}
