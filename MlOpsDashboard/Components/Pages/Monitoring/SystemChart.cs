using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Rollups;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>One chart of the System page.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">The unit of y.</param>
/// <param name="Series">The lines.</param>
internal sealed record SystemChart(string Title, string Unit, IReadOnlyList<LineSeries> Series)
{
    private const double Mega = 1e6;
    private const double Giga = 1e9;

    /// <summary>The charts of the last seconds.</summary>
    public static IReadOnlyList<SystemChart> Of(IReadOnlyList<MetricsFrame> frames)
    {
        double[] x = [.. frames.Select(frame => TrafficLines.Milliseconds(frame.At))];
        LineSeries Line(string name, int colour, Func<MetricsFrame, double> value) => new(name, x, [.. frames.Select(value)], colour);
        return
        [
            new("Processor", "share of all cores (%)", [Line("processor", 0, f => f.System.CpuRatio * 100)]),
            new("Memory", "memory (MB)", [Line("process", 0, f => f.System.WorkingSetBytes / Mega), Line("managed heap", 1, f => f.System.ManagedHeapBytes / Mega)]),
            new("Allocation", "allocation (MB/s)", [Line("allocation", 2, f => f.System.AllocatedBytesPerSecond / Mega)]),
            new("Collector pauses", "share of time (%)", [Line("pauses", 4, f => f.System.GcPauseRatio * 100)]),
            new("Threads and waiting work", "number", [Line("pool threads", 0, f => f.System.ThreadPoolThreads), Line("waiting work", 4, f => f.System.ThreadPoolQueue)]),
            new("Prediction log", "predictions waiting", [Line("waiting", 3, f => f.LogQueue)]),
            new("Training jobs", "running", [Line("jobs", 5, f => f.TrainingJobs)]),
            new("Storage", "size (GB)", [Line("database", 0, f => f.System.DatabaseBytes / Giga), Line("free disk", 2, f => f.System.DiskFreeBytes / Giga)]),
        ];
    }

    /// <summary>The charts of a stored range.</summary>
    public static IReadOnlyList<SystemChart> Of(IReadOnlyList<SystemBucket> buckets)
    {
        double[] x = [.. buckets.Select(bucket => TrafficLines.Milliseconds(bucket.At))];
        LineSeries Line(string name, int colour, Func<SystemBucket, double> value) => new(name, x, [.. buckets.Select(value)], colour);
        return
        [
            new("Processor", "share of all cores (%)", [Line("processor", 0, b => b.CpuRatio * 100)]),
            new("Memory", "largest (MB)", [Line("process", 0, b => b.WorkingSetBytes / Mega), Line("managed heap", 1, b => b.ManagedHeapBytes / Mega)]),
            new("Allocation", "allocation (MB/s)", [Line("allocation", 2, b => b.AllocatedBytesPerSecond / Mega)]),
            new("Collector pauses", "share of time (%)", [Line("pauses", 4, b => b.GcPauseRatio * 100)]),
            new("Threads", "most", [Line("pool threads", 0, b => b.ThreadPoolThreads)]),
            new("Prediction log", "most waiting", [Line("waiting", 3, b => b.LogQueue)]),
            new("Training jobs", "most at once", [Line("jobs", 5, b => b.TrainingJobs)]),
            new("Storage", "size (GB)", [Line("database", 0, b => b.DatabaseBytes / Giga), Line("free disk", 2, b => b.DiskFreeBytes / Giga)]),
        ];
    }
}
