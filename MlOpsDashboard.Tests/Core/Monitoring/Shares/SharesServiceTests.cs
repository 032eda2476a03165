using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Shares;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Statistics.Sketches;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.Shares;

public sealed class SharesServiceTests
{
    [Fact]
    public async Task The_plan_is_the_history_of_production()
    {
        var clock = new FakeTimeProvider();
        await using CoreHost core = await MonitoringHost.StartAsync(clock);
        DateTimeOffset from = clock.GetUtcNow();
        await ServingHost.PromoteAsync(core, "shop", 1);
        clock.Advance(TimeSpan.FromMinutes(10));
        await ServingHost.PromoteAsync(core, "shop", 2);
        DateTimeOffset second = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(20));
        await core.Get<RegistryService>().PromoteAsync("shop:2", ModelStage.Archived, null, "ada", default);
        DateTimeOffset gone = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(30));
        DateTimeOffset to = clock.GetUtcNow();

        IReadOnlyList<SharePeriod> all = await core.Get<IShareSource>().PeriodsAsync("shop", from, to, default);
        IReadOnlyList<SharePeriod> late = await core.Get<IShareSource>().PeriodsAsync("shop", second.AddMinutes(5), gone.AddMinutes(-5), default);

        Assert.Equal([(from, second, "1"), (second, gone, "2"), (gone, to, "")], all.Select(Words));
        Assert.Equal([(second.AddMinutes(5), gone.AddMinutes(-5), "2")], late.Select(Words));
    }

    [Fact]
    public async Task Stored_traffic_is_held_against_the_plan()
    {
        var clock = new FakeTimeProvider();
        await using CoreHost core = await MonitoringHost.StartAsync(clock);
        await ServingHost.PromoteAsync(core, "shop", 1);
        await ServingHost.PromoteAsync(core, "shop", 2);
        DateTimeOffset now = clock.GetUtcNow().AddHours(1);
        await core.Get<RollupStore>().AddAsync([Row(now.AddMinutes(-20), 2, 40), Row(now.AddMinutes(-10), 1, 5)], [], default);

        TrafficShares shares = await core.Get<SharesService>().ReadAsync(new MonitoringQuery { From = now.AddMinutes(-30), To = now, Points = MonitoringQuery.MostPoints }, default);

        ModelShares shop = Assert.Single(shares.Models);
        Assert.Equal(("shop", ShareVerdict.Differs, 45L, 5L), (shop.ModelName, shop.Verdict, shop.Requests, shop.UnplannedRequests));
    }

    private static (DateTimeOffset From, DateTimeOffset To, string Versions) Words(SharePeriod period) =>
        (period.From, period.To, string.Join(',', period.Shares.Select(share => share.Key)));

    private static TrafficRollup Row(DateTimeOffset at, int version, long answered) => TrafficRollup.Of(
        RollupStep.Minute, at, "a", new TrafficSlice(new TrafficKey("shop", version, "production"), answered, 0, 0, 0, new DurationHistogram()));
}
