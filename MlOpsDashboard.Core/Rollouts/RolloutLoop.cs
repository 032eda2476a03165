using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Looks at the roll-outs that go on, again and again.</summary>
internal sealed partial class RolloutLoop(
    DeploymentStore store,
    RolloutGuard guard,
    RolloutWatch watch,
    RolloutBell bell,
    IOptions<RolloutOptions> options,
    BackgroundLoops loops,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<RolloutLoop> logger) : BackgroundLoop(loops, clock)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            IReadOnlyList<Rollout> open = await store.OpenAsync(stoppingToken).ConfigureAwait(false);
            watch.Keep([.. open.Select(rollout => rollout.ModelName)]);
            foreach (Rollout rollout in open)
            {
                await LookAsync(rollout, stoppingToken).ConfigureAwait(false);
            }

            await bell.WaitAsync(TimeSpan.FromSeconds(options.Value.EverySeconds), Clock, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            await guard.LookAsync(rollout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A person may have changed it at the same moment; whatever else it is, the next look tries again.
            LogFailed(exception, rollout.CandidateId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The roll-out of {Candidate} could not be looked at; tried again within seconds")]
    private partial void LogFailed(Exception exception, string candidate);
}
