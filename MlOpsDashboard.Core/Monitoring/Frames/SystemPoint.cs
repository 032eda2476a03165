namespace MlOpsDashboard.Core.Monitoring.Frames;

/// <summary>How the process did in one second.</summary>
public sealed record SystemPoint
{
    /// <summary>Share of all cores' time that the process used, 0 to 1.</summary>
    public required double CpuRatio { get; init; }

    /// <summary>Physical memory of the process, in bytes.</summary>
    public required long WorkingSetBytes { get; init; }

    /// <summary>Managed heap, in bytes.</summary>
    public required long ManagedHeapBytes { get; init; }

    /// <summary>Share of the time that garbage collection held all threads, 0 to 1.</summary>
    public required double GcPauseRatio { get; init; }

    /// <summary>Collections of generation 0 in the second; includes those of 1 and 2.</summary>
    public required int Gen0 { get; init; }

    /// <summary>Collections of generation 1 in the second.</summary>
    public required int Gen1 { get; init; }

    /// <summary>Collections of generation 2 in the second.</summary>
    public required int Gen2 { get; init; }

    /// <summary>Threads of the thread pool.</summary>
    public required int ThreadPoolThreads { get; init; }

    /// <summary>Work that waits for a thread of the pool.</summary>
    public required long ThreadPoolQueue { get; init; }

    /// <summary>Managed memory allocated, in bytes per second.</summary>
    public required double AllocatedBytesPerSecond { get; init; }

    /// <summary>Free space where the data folder lies, in bytes; measured once a minute.</summary>
    public required long DiskFreeBytes { get; init; }

    /// <summary>The database's size in bytes; measured once a minute.</summary>
    public required long DatabaseBytes { get; init; }
}
