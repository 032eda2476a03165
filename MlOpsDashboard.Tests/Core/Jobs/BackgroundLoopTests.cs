using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Jobs;

public sealed class BackgroundLoopTests
{
    [Fact]
    public async Task Loop_that_falls_is_seen_in_readiness_and_begun_again()
    {
        var clock = new FakeTimeProvider();
        await using CoreHost core = await CoreHost.StartAsync(
            services => services.AddBackgroundLoops().AddSingleton<FallingLoop>().AddHostedService(provider => provider.GetRequiredService<FallingLoop>()),
            clock: clock);
        var loop = core.Get<FallingLoop>();
        await Wait.UntilAsync(() => loop.Rounds == 1);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(core)).Status);

        loop.Fall.SetResult();
        await Wait.UntilAsync(async () => (await CheckAsync(core)).Status == HealthStatus.Unhealthy);
        Assert.Contains("FallingLoop has ended (InvalidOperationException)", (await CheckAsync(core)).Description!, StringComparison.Ordinal);
        await Wait.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            return loop.Rounds == 2;
        });

        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(core)).Status);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(core)).Status);
    }

    private static async Task<HealthReportEntry> CheckAsync(CoreHost core) =>
        (await core.Get<HealthCheckService>().CheckHealthAsync(check => check.Name == "background_work", default)).Entries["background_work"];

    private sealed class FallingLoop(BackgroundLoops loops, TimeProvider clock) : BackgroundLoop(loops, clock)
    {
        private int _rounds;

        public TaskCompletionSource Fall { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Rounds => Volatile.Read(ref _rounds);

        protected override async Task RunAsync(CancellationToken stoppingToken)
        {
            if (Interlocked.Increment(ref _rounds) == 1)
            {
                await Fall.Task.WaitAsync(stoppingToken);
                throw new InvalidOperationException("The loop falls.");
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, Clock, stoppingToken);
        }
    }
}
