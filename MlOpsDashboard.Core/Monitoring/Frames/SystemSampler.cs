using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Monitoring.Frames;

/// <summary>Measures the process. Called once a second by one caller.</summary>
/// <param name="storage">Measures disk and database, once a minute.</param>
/// <param name="clock">Measures the time between two calls.</param>
internal sealed class SystemSampler(StorageMeter storage, TimeProvider clock)
{
    private static readonly TimeSpan s_storageInterval = TimeSpan.FromMinutes(1);

    private long _at = clock.GetTimestamp();
    private TimeSpan _cpu = ProcessorTime();
    private TimeSpan _pause = GC.GetTotalPauseDuration();
    private long _allocated = GC.GetTotalAllocatedBytes();
    private int _gen0 = GC.CollectionCount(0);
    private int _gen1 = GC.CollectionCount(1);
    private int _gen2 = GC.CollectionCount(2);
    private long? _storageAt;
    private StorageUse? _storage;

    /// <summary>How the process did since the last call.</summary>
    /// <param name="cancellationToken">Ends the look at the database.</param>
    public async Task<SystemPoint> SampleAsync(CancellationToken cancellationToken)
    {
        if (_storageAt is null || clock.GetElapsedTime(_storageAt.Value) >= s_storageInterval)
        {
            _storage = await storage.ReadAsync(cancellationToken).ConfigureAwait(false);
            _storageAt = clock.GetTimestamp();
        }

        double seconds = Math.Max(clock.GetElapsedTime(_at).TotalSeconds, 1e-3);
        (TimeSpan cpu, TimeSpan pause, long allocated) = (ProcessorTime(), GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());
        (int gen0, int gen1, int gen2) = (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
        var point = new SystemPoint
        {
            CpuRatio = Math.Clamp((cpu - _cpu).TotalSeconds / seconds / Environment.ProcessorCount, 0, 1),
            WorkingSetBytes = Environment.WorkingSet,
            ManagedHeapBytes = GC.GetTotalMemory(forceFullCollection: false),
            GcPauseRatio = Math.Clamp((pause - _pause).TotalSeconds / seconds, 0, 1),
            Gen0 = gen0 - _gen0,
            Gen1 = gen1 - _gen1,
            Gen2 = gen2 - _gen2,
            ThreadPoolThreads = ThreadPool.ThreadCount,
            ThreadPoolQueue = ThreadPool.PendingWorkItemCount,
            AllocatedBytesPerSecond = (allocated - _allocated) / seconds,
            DiskFreeBytes = _storage?.FreeBytes ?? 0,
            DatabaseBytes = _storage?.DatabaseBytes ?? 0,
        };
        (_at, _cpu, _pause, _allocated, _gen0, _gen1, _gen2) = (clock.GetTimestamp(), cpu, pause, allocated, gen0, gen1, gen2);
        return point;
    }

    private static TimeSpan ProcessorTime() =>
        OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsBrowser() ? TimeSpan.Zero : Environment.CpuUsage.TotalTime;
}
