namespace MlOpsDashboard.Core.Monitoring.Rollups;

/// <summary>How the process did in a stretch of time.</summary>
public sealed record SystemBucket
{
    /// <summary>The beginning, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Mean share of all cores' time, 0 to 1.</summary>
    public required double CpuRatio { get; init; }

    /// <summary>Mean share of the time that garbage collection held all threads, 0 to 1.</summary>
    public required double GcPauseRatio { get; init; }

    /// <summary>Mean rate of allocation, in bytes per second.</summary>
    public required double AllocatedBytesPerSecond { get; init; }

    /// <summary>Collections of generation 2.</summary>
    public required long Gen2 { get; init; }

    /// <summary>Largest physical memory, in bytes.</summary>
    public required long WorkingSetBytes { get; init; }

    /// <summary>Largest managed heap, in bytes.</summary>
    public required long ManagedHeapBytes { get; init; }

    /// <summary>Most threads of the pool.</summary>
    public required int ThreadPoolThreads { get; init; }

    /// <summary>Most predictions that waited for the database.</summary>
    public required long LogQueue { get; init; }

    /// <summary>Most training jobs at once.</summary>
    public required int TrainingJobs { get; init; }

    /// <summary>Least free disk, in bytes.</summary>
    public required long DiskFreeBytes { get; init; }

    /// <summary>Largest size of the database, in bytes.</summary>
    public required long DatabaseBytes { get; init; }

    internal static SystemBucket Of(DateTimeOffset at, SystemRollup sum) => new()
    {
        At = at,
        CpuRatio = sum.Cpu / sum.Samples,
        GcPauseRatio = sum.GcPause / sum.Samples,
        AllocatedBytesPerSecond = sum.Allocated / sum.Samples,
        Gen2 = sum.Gen2,
        WorkingSetBytes = sum.WorkingSetBytes,
        ManagedHeapBytes = sum.ManagedHeapBytes,
        ThreadPoolThreads = sum.Threads,
        LogQueue = sum.LogQueue,
        TrainingJobs = sum.TrainingJobs,
        DiskFreeBytes = sum.DiskFreeBytes,
        DatabaseBytes = sum.DatabaseBytes,
    };
}
