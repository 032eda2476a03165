namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>How the engine's loops share their work among threads.</summary>
internal static class ParallelLoop
{
    /// <summary>Options of a loop that stays on the threads of whoever began it: a job's threads have a low priority, so that predictions come first.</summary>
    /// <param name="threads">The most threads; fewer than 1 count as 1.</param>
    /// <param name="cancellationToken">Ends the loop early.</param>
    public static ParallelOptions Options(int threads, CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = Math.Max(1, threads),
        CancellationToken = cancellationToken,
        TaskScheduler = TaskScheduler.Current,
    };
}
