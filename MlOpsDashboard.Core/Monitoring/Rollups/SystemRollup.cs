using MlOpsDashboard.Core.Monitoring.Frames;

namespace MlOpsDashboard.Core.Monitoring.Rollups;

/// <summary>How the process did in one minute or hour; rows are added as with <see cref="TrafficRollup"/>.</summary>
internal sealed class SystemRollup
{
    /// <summary>Ascending in the order of writing.</summary>
    public long Id { get; init; }

    /// <summary>Length in minutes: 1 or 60.</summary>
    public required int Step { get; init; }

    /// <summary>The beginning, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Tells the rows of one time apart; empty for hours.</summary>
    public required string Part { get; init; }

    /// <summary>Seconds that were measured.</summary>
    public required long Samples { get; init; }

    /// <summary>Sum over the samples of the share of all cores' time.</summary>
    public required double Cpu { get; init; }

    /// <summary>Sum over the samples of the share of time that collections held all threads.</summary>
    public required double GcPause { get; init; }

    /// <summary>Bytes allocated.</summary>
    public required double Allocated { get; init; }

    /// <summary>Collections of generation 2.</summary>
    public required long Gen2 { get; init; }

    /// <summary>Largest physical memory, in bytes.</summary>
    public required long WorkingSetBytes { get; init; }

    /// <summary>Largest managed heap, in bytes.</summary>
    public required long ManagedHeapBytes { get; init; }

    /// <summary>Most threads of the pool.</summary>
    public required int Threads { get; init; }

    /// <summary>Most predictions that waited for the database.</summary>
    public required long LogQueue { get; init; }

    /// <summary>Most training jobs at once.</summary>
    public required int TrainingJobs { get; init; }

    /// <summary>Least free disk, in bytes.</summary>
    public required long DiskFreeBytes { get; init; }

    /// <summary>Largest size of the database, in bytes.</summary>
    public required long DatabaseBytes { get; init; }

    /// <summary>A row of one sample.</summary>
    public static SystemRollup Of(MetricsFrame frame) => new()
    {
        Step = (int)RollupStep.Minute,
        At = frame.At,
        Part = "",
        Samples = 1,
        Cpu = frame.System.CpuRatio,
        GcPause = frame.System.GcPauseRatio,
        Allocated = frame.System.AllocatedBytesPerSecond,
        Gen2 = frame.System.Gen2,
        WorkingSetBytes = frame.System.WorkingSetBytes,
        ManagedHeapBytes = frame.System.ManagedHeapBytes,
        Threads = frame.System.ThreadPoolThreads,
        LogQueue = frame.LogQueue,
        TrainingJobs = frame.TrainingJobs,
        DiskFreeBytes = frame.System.DiskFreeBytes,
        DatabaseBytes = frame.System.DatabaseBytes,
    };

    /// <summary>Both together, as a row of the given place.</summary>
    public SystemRollup Plus(SystemRollup? other, RollupStep step, DateTimeOffset at, string part) => new()
    {
        Step = (int)step,
        At = at,
        Part = part,
        Samples = Samples + (other?.Samples ?? 0),
        Cpu = Cpu + (other?.Cpu ?? 0),
        GcPause = GcPause + (other?.GcPause ?? 0),
        Allocated = Allocated + (other?.Allocated ?? 0),
        Gen2 = Gen2 + (other?.Gen2 ?? 0),
        WorkingSetBytes = Math.Max(WorkingSetBytes, other?.WorkingSetBytes ?? 0),
        ManagedHeapBytes = Math.Max(ManagedHeapBytes, other?.ManagedHeapBytes ?? 0),
        Threads = Math.Max(Threads, other?.Threads ?? 0),
        LogQueue = Math.Max(LogQueue, other?.LogQueue ?? 0),
        TrainingJobs = Math.Max(TrainingJobs, other?.TrainingJobs ?? 0),
        DiskFreeBytes = Math.Min(DiskFreeBytes, other?.DiskFreeBytes ?? long.MaxValue),
        DatabaseBytes = Math.Max(DatabaseBytes, other?.DatabaseBytes ?? 0),
    };
}
