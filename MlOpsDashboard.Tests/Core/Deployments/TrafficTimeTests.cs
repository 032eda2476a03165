using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Monitoring.Shares;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Deployments;

public sealed class TrafficTimeTests
{
    [Fact]
    public async Task Monitoring_expects_of_a_canary_what_each_step_gave_it()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-30T12:00:00Z", CultureInfo.InvariantCulture));
        await using CoreHost core = await DeploymentHost.StartAsync(clock);
        var deployments = core.Get<DeploymentService>();
        clock.Advance(TimeSpan.FromMinutes(10));
        DateTimeOffset begin = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(1));
        Rollout rollout = await DeploymentHost.BeginAsync(core, RolloutStrategy.Canary, 10, 50, 100);
        clock.Advance(TimeSpan.FromMinutes(2));
        await deployments.AdvanceAsync(rollout.Id, DeploymentHost.Approver, default);
        clock.Advance(TimeSpan.FromMinutes(3));
        await deployments.AbortAsync(rollout.Id, DeploymentHost.Approver, default);
        clock.Advance(TimeSpan.FromMinutes(4));

        IReadOnlyList<SharePeriod> periods = await new ProductionShares(core.Get<RegistryService>(), core.Get<IEnumerable<ITrafficSource>>())
            .PeriodsAsync("shop", begin, clock.GetUtcNow(), default);

        Assert.Equal([(1, 0.0), (2, 0.1), (3, 0.5), (4, 0.0)], periods.Select(period => (period.Length.TotalMinutes, period.ShareOf(2))).Select(pair => ((int)pair.TotalMinutes, pair.Item2)));
        Assert.All(periods, period => Assert.Equal(1, period.ShareOf(1) + period.ShareOf(2), 1e-12));
    }
}
