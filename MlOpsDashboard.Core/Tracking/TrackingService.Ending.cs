using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

public sealed partial class TrackingService
{
    /// <summary>Ends a run and tells the observers, who are awaited.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="error">Why it failed, in a sentence; null otherwise.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The run as it is stored now.</returns>
    /// <exception cref="ConflictException">The run has ended already.</exception>
    public async Task<Run> FinishAsync(string runId, RunStatus status, string? error, CancellationToken cancellationToken)
    {
        if (status is RunStatus.Running)
        {
            throw new InvalidException("status", "A run ends as finished, failed or cancelled.");
        }

        Run ended = await WriteAsync(runId, onlyRunning: true, async (context, run) =>
        {
            double? score = run.Metric is null
                ? null
                : await context.Set<RunMetric>().Where(m => m.RunId == runId && m.Key == run.Metric)
                    .Select(m => m.Value).SingleOrDefaultAsync(cancellationToken);
            run.Score = score is { } value && double.IsFinite(value) ? value : null;
            run.EndedAt = clock.GetUtcNow();
            run.Status = status;
            run.Error = error;
        }, cancellationToken);

        foreach (IRunObserver observer in _observers)
        {
            try
            {
                await observer.OnFinishedAsync(ended, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                ObserverFailed(exception, observer.GetType().Name, runId);
            }
        }

        return ended;
    }

    /// <summary>Marks failed every running run whose job is gone. For start-up, after a crash. Runs without a job are left alone.</summary>
    /// <param name="liveJobs">The jobs that still run or will be run again.</param>
    /// <param name="keep">A run that goes on although its job is gone; null for none.</param>
    /// <param name="reason">What the runs shall say of their end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> MarkOrphanedAsync(IReadOnlySet<string> liveJobs, string? keep, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(liveJobs);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        var running = await context.Set<Run>().AsNoTracking()
            .Where(r => r.Status == RunStatus.Running && r.JobId != null)
            .Select(r => new { r.RunId, r.JobId })
            .ToListAsync(cancellationToken);
        string[] orphans = [.. running.Where(r => r.RunId != keep && !liveJobs.Contains(r.JobId!)).Select(r => r.RunId)];
        foreach (string runId in orphans)
        {
            await FinishAsync(runId, RunStatus.Failed, reason, cancellationToken);
        }

        return orphans.Length;
    }

    /// <summary>
    /// One write to one run. Its first statement updates the run's row: that checks the state and takes the row's lock (on SQLite the
    /// database's) in one go, so writes to one run happen one after the other and none slips in behind the end.
    /// </summary>
    private async Task<Run> WriteAsync(
        string runId, bool onlyRunning, Func<MlOpsDbContext, Run, Task> write, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        int touched = await context.Set<Run>()
            .Where(r => r.RunId == runId && r.DeletedAt == null && (!onlyRunning || r.Status == RunStatus.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.UpdatedAt, now), cancellationToken);
        Run run = await context.Set<Run>().SingleOrDefaultAsync(r => r.RunId == runId, cancellationToken)
            ?? throw new NotFoundException($"There is no run {runId}.");
        if (touched == 0)
        {
            throw new ConflictException(run.DeletedAt is null
                ? $"Run {runId} has ended ({RunStatusText.Of(run.Status)}): it takes no more parameters, metrics or files."
                : $"Run {runId} is in the trash.");
        }

        await write(context, run);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return run;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Observer} failed on the end of run {RunId}")]
    private partial void ObserverFailed(Exception exception, string observer, string runId);
}
