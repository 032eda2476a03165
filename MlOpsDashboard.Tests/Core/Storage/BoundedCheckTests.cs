using Microsoft.Extensions.Diagnostics.HealthChecks;
using MlOpsDashboard.Core.Storage;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Storage;

public sealed class BoundedCheckTests
{
    [Fact]
    public async Task Check_that_hangs_holds_up_nobody_and_one_thread_only()
    {
        using var inner = new HangingCheck();
        var check = new BoundedCheck(() => inner, TimeSpan.FromMilliseconds(50), TimeProvider.System);
        var context = new HealthCheckContext { Registration = new HealthCheckRegistration("disk", inner, null, null) };

        HealthCheckResult[] results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => check.CheckHealthAsync(context)));
        HealthCheckResult late = await check.CheckHealthAsync(context);

        Assert.All(results.Append(late), result => Assert.Equal(HealthStatus.Unhealthy, result.Status));
        Assert.Contains("disk hangs", late.Description, StringComparison.Ordinal);
        Assert.Equal(1, inner.Calls);

        // It answers again when what it looks at does.
        inner.Release();
        HealthCheckResult well = default;
        await Support.Wait.UntilAsync(async () => (well = await check.CheckHealthAsync(context)).Status == HealthStatus.Healthy);
        Assert.Equal("It answers.", well.Description);
    }

    private sealed class HangingCheck : IHealthCheck, IDisposable
    {
        private readonly ManualResetEventSlim _open = new();
        private int _calls;

        public int Calls => _calls;

        public void Release() => _open.Set();

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _calls);
            _open.Wait(cancellationToken);
            return Task.FromResult(HealthCheckResult.Healthy("It answers."));
        }

        public void Dispose() => _open.Dispose();
    }
}
