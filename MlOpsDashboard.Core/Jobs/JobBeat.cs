using Microsoft.Extensions.Logging;
using Quartz;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>
/// Looks after one kind of jobs: takes up what had not ended when the program starts, and every ten seconds what has got lost since,
/// because the database did not take a step of it, or a node died. So no job waits or is called running for ever.
/// </summary>
/// <typeparam name="TWork">What the scheduler runs.</typeparam>
/// <param name="queue">Hands jobs to the scheduler.</param>
/// <param name="open">Reads the jobs that have not ended, and whether they run.</param>
/// <param name="loops">Told when the beat stops.</param>
/// <param name="clock">Gives the beat.</param>
/// <param name="logger">Told of a round that failed.</param>
internal sealed partial class JobBeat<TWork>(
    JobQueue<TWork> queue,
    Func<CancellationToken, Task<IEnumerable<(string JobId, bool Runs)>>> open,
    BackgroundLoops loops,
    TimeProvider clock,
    ILogger<JobBeat<TWork>> logger) : BackgroundLoop(loops, clock)
    where TWork : class, IJob
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await queue.ResumeAsync(await open(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await queue.ReviveAsync(await open(stoppingToken).ConfigureAwait(false), stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs that wait or got lost could not be looked after; tried again within seconds")]
    private partial void LogFailed(Exception exception);
}
