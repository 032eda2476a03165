using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>Looks at the tests that go on, again and again.</summary>
internal sealed partial class AbTestLoop(
    AbTestStore store,
    AbTestGuard guard,
    IOptions<AbTestOptions> options,
    BackgroundLoops loops,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<AbTestLoop> logger) : BackgroundLoop(loops, clock)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            IReadOnlyList<AbTest> open = await store.OpenAsync(stoppingToken).ConfigureAwait(false);
            guard.Keep([.. open.Select(test => test.Id)]);
            foreach (AbTest test in open)
            {
                await LookAsync(test, stoppingToken).ConfigureAwait(false);
            }

            await Task.Delay(TimeSpan.FromSeconds(options.Value.EverySeconds), Clock, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(AbTest test, CancellationToken cancellationToken)
    {
        try
        {
            await guard.LookAsync(test, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A person may have changed it at the same moment; whatever else it is, the next look tries again.
            LogFailed(exception, test.ModelName);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The A/B test of {Model} could not be looked at; tried again within seconds")]
    private partial void LogFailed(Exception exception, string model);
}
