using MlOpsDashboard.Core.Storage;
using Quartz;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>
/// Hands jobs to the scheduler, which keeps them in the database: a job that waits survives a restart, and one that
/// was running when the process died runs again from its start (<see cref="IJobExecutionContext.Recovering"/> is then
/// true). The state that people see belongs to the feature's own table.
/// </summary>
/// <param name="schedulers">Gives the scheduler.</param>
/// <param name="database">Tells whether other nodes share it.</param>
public sealed class JobDispatcher(ISchedulerFactory schedulers, DatabaseConnection database)
{
    /// <summary>Runs a job as soon as there is room.</summary>
    /// <typeparam name="TJob">The job. It finds the identifier with <see cref="IdOf"/>.</typeparam>
    /// <param name="id">Unique among the jobs of this kind that have not ended.</param>
    /// <param name="cancellationToken">Stops the call, not the job.</param>
    /// <exception cref="ConflictException">A job of this kind with this identifier waits or runs already.</exception>
    public async Task EnqueueAsync<TJob>(string id, CancellationToken cancellationToken)
        where TJob : class, IJob
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
        var job = JobBuilder.Create<TJob>().WithIdentity(KeyOf<TJob>(id)).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(id, typeof(TJob).Name).StartNow().Build();
        try
        {
            await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectAlreadyExistsException)
        {
            throw new ConflictException($"Job {id} is waiting or running already.");
        }
    }

    /// <summary>Takes a waiting job out, or asks a running one to stop through its token.</summary>
    /// <typeparam name="TJob">The job.</typeparam>
    /// <param name="id">The job's identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether the job runs in this process and was asked to stop.</returns>
    public async Task<bool> CancelAsync<TJob>(string id, CancellationToken cancellationToken)
        where TJob : class, IJob
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
        await scheduler.UnscheduleJob(new TriggerKey(id, typeof(TJob).Name), cancellationToken).ConfigureAwait(false);
        return await scheduler.Interrupt(KeyOf<TJob>(id), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the scheduler still has the job, waiting or running.</summary>
    /// <typeparam name="TJob">The job.</typeparam>
    /// <param name="id">The job's identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<bool> ExistsAsync<TJob>(string id, CancellationToken cancellationToken)
        where TJob : class, IJob
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
        return await scheduler.Exists(KeyOf<TJob>(id), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether another node has the job, or may have it: only where several share one database.</summary>
    /// <typeparam name="TJob">The job, which does not run in this process.</typeparam>
    /// <param name="id">The job's identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<bool> IsElsewhereAsync<TJob>(string id, CancellationToken cancellationToken)
        where TJob : class, IJob =>
        database.Provider != DatabaseProvider.Sqlite && await ExistsAsync<TJob>(id, cancellationToken).ConfigureAwait(false);

    /// <summary>The identifier that a running job was queued with.</summary>
    public static string IdOf(IJobExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.JobDetail.Key.Name;
    }

    private static JobKey KeyOf<TJob>(string id) => new(id, typeof(TJob).Name);
}
