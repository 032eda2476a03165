using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring;

public sealed class LiveMetricsTests
{
    [Fact]
    public async Task A_frame_counts_the_requests_of_its_second()
    {
        var clock = new FakeTimeProvider();
        await using CoreHost core = await MonitoringHost.StartAsync(clock);
        var meter = core.Get<ServingMeter>();
        for (int i = 1; i <= 100; i++)
        {
            meter.RecordAnswer("shop", 3, "production", i / 1000.0);
        }

        meter.RecordAnswer("shop", 2, "pinned", 0.5);
        meter.RecordRefusal("shop", ServingMeter.Rejected);
        meter.RecordRefusal("", ServingMeter.Error);

        MetricsFrame frame = await MonitoringHost.TickAsync(core, clock);

        TrafficPoint third = frame.Traffic.Single(point => point.Version == 3);
        Assert.Equal(100, third.Requests);
        Assert.Equal(50.5, third.MeanMs!.Value, 6);
        Assert.InRange(third.P50Ms!.Value, 45, 56);
        Assert.InRange(third.P99Ms!.Value, 90, 110);
        Assert.Equal((1L, "pinned"), frame.Traffic.Where(point => point.Version == 2).Select(point => (point.Requests, point.Route)).Single());
        Assert.Equal((1L, 1L), frame.Traffic.Where(point => point is { Model: "shop", Version: 0 }).Select(point => (point.Requests, point.Rejected)).Single());
        Assert.Equal((1L, 1L), frame.Traffic.Where(point => point.Model.Length == 0).Select(point => (point.Requests, point.Errors)).Single());
        Assert.InRange(frame.System.CpuRatio, 0, 1);
        Assert.True(frame.System is { WorkingSetBytes: > 0, ManagedHeapBytes: > 0, DatabaseBytes: > 0, DiskFreeBytes: > 0, ThreadPoolThreads: > 0 });
        Assert.Empty((await MonitoringHost.TickAsync(core, clock)).Traffic);
    }

    [Fact]
    public async Task Two_programs_in_one_process_do_not_count_each_others_requests()
    {
        var clock = new FakeTimeProvider();
        await using CoreHost first = await MonitoringHost.StartAsync(clock);
        var otherClock = new FakeTimeProvider();
        await using CoreHost second = await MonitoringHost.StartAsync(otherClock);
        first.Get<ServingMeter>().RecordAnswer("shop", 1, "production", 0.001);

        Assert.Empty((await MonitoringHost.TickAsync(second, otherClock)).Traffic);
        Assert.Single((await MonitoringHost.TickAsync(first, clock)).Traffic);
    }

    [Fact]
    public async Task Refused_requests_count_for_the_model_they_asked_for_if_it_is_served()
    {
        var clock = new FakeTimeProvider();
        await using CoreHost core = await MonitoringHost.StartAsync(clock);
        await ServingHost.PromoteAsync(core, "shop", 1);
        await Wait.UntilAsync(() => core.Get<ServingPlans>().Knows("shop"));

        await Assert.ThrowsAsync<InvalidException>(() => ServingHost.AskAsync(core, """{"model_name":"shop","features":{"x":"no number"}}"""));
        await Assert.ThrowsAsync<InvalidException>(() => ServingHost.AskAsync(core, "{"));
        await Assert.ThrowsAsync<NotFoundException>(() => ServingHost.AskAsync(core, """{"model_name":"made up","features":{}}"""));

        MetricsFrame frame = await MonitoringHost.TickAsync(core, clock);
        Assert.Equal([("", 2L), ("shop", 1L)], frame.Traffic.OrderBy(point => point.Model, StringComparer.Ordinal).Select(point => (point.Model, point.Rejected)));
    }

    [Fact]
    public async Task Keys_are_bounded()
    {
        var clock = new FakeTimeProvider();
        await using CoreHost core = await MonitoringHost.StartAsync(clock);
        for (int version = 1; version <= TrafficListener.MaxKeys + 50; version++)
        {
            core.Get<ServingMeter>().RecordAnswer("shop", version, "pinned", 0.001);
        }

        MetricsFrame frame = await MonitoringHost.TickAsync(core, clock);

        Assert.Equal(TrafficListener.MaxKeys + 1, frame.Traffic.Count);
        Assert.Equal(50, frame.Traffic.Single(point => point.Model.Length == 0).Requests);
    }

    [Fact]
    public async Task A_minute_that_a_restart_cuts_in_two_adds_up()
    {
        using var folder = new TempFolder();
        var clock = new FakeTimeProvider();
        DateTimeOffset start = clock.GetUtcNow();
        for (int round = 0; round < 2; round++)
        {
            await using CoreHost core = await MonitoringHost.StartAsync(clock, folder.FullName);
            core.Get<ServingMeter>().RecordAnswer("shop", 1, "production", 0.001 * (round + 1));
            await MonitoringHost.TickAsync(core, clock);
            core.Get<ServingMeter>().RecordAnswer("shop", 1, "production", 0.003);
        }

        await using CoreHost last = await MonitoringHost.StartAsync(clock, folder.FullName);
        TrafficReport report = await last.Get<MonitoringQueries>().ReadAsync(new MonitoringQuery { From = start, To = start.AddHours(1) }, default);

        VersionTraffic version = Assert.Single(report.Versions);
        Assert.Equal(4, version.Total.Requests);
        Assert.Equal(2.25, version.Total.MeanMs!.Value, 6);
        Assert.Equal((start, 4L), version.Series.Select(bucket => (bucket.At, bucket.Traffic.Requests)).Single());
    }

    [Fact]
    public async Task The_last_minute_is_stored_even_when_the_web_server_took_all_the_time_to_stop()
    {
        var clock = new FakeTimeProvider();
        DateTimeOffset start = clock.GetUtcNow();
        await using CoreHost core = await MonitoringHost.StartAsync(clock);
        core.Get<ServingMeter>().RecordAnswer("shop", 1, "production", 0.001);

        await core.Get<IEnumerable<IHostedService>>().OfType<LiveMetricsService>().Single().StopAsync(new CancellationToken(canceled: true));

        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        Assert.Equal(1, (await context.Set<TrafficRollup>().SingleAsync(row => row.At >= start)).Answered);
    }

    [Fact]
    public async Task Minutes_are_stored_when_they_end()
    {
        var clock = new FakeTimeProvider();
        DateTimeOffset start = clock.GetUtcNow();
        await using CoreHost core = await MonitoringHost.StartAsync(clock);
        core.Get<ServingMeter>().RecordAnswer("shop", 1, "production", 0.001);
        await MonitoringHost.TickAsync(core, clock);
        clock.Advance(TimeSpan.FromSeconds(60));
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        await Wait.UntilAsync(() => context.Set<TrafficRollup>().AnyAsync());

        IReadOnlyList<SystemBucket> system = await core.Get<MonitoringQueries>().ReadSystemAsync(MonitoringQuery.Last(clock.GetUtcNow(), 1), default);
        Assert.Equal(start, system[0].At);
        Assert.Equal(1, await CountAsync(core, clock));
    }

    [Fact]
    public async Task What_is_not_stored_yet_counts_and_is_counted_once_afterwards()
    {
        var clock = new FakeTimeProvider();
        await using CoreHost core = await MonitoringHost.StartAsync(clock);
        for (int answers = 1; answers <= 3; answers++)
        {
            core.Get<ServingMeter>().RecordAnswer("shop", 1, "production", 0.001);
            await MonitoringHost.TickAsync(core, clock);
            Assert.Equal(answers, await CountAsync(core, clock));
        }

        clock.Advance(TimeSpan.FromSeconds(60));
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        await Wait.UntilAsync(() => context.Set<TrafficRollup>().AnyAsync());
        await Wait.UntilAsync(async () => await CountAsync(core, clock) == 3);
        Assert.Equal(0, (await core.Get<MonitoringQueries>().ReadAsync(MonitoringQuery.Last(clock.GetUtcNow(), 1, "other"), default)).All.Total.Requests);
    }

    private static async Task<long> CountAsync(CoreHost core, TimeProvider clock) =>
        (await core.Get<MonitoringQueries>().ReadAsync(MonitoringQuery.Last(clock.GetUtcNow().AddSeconds(1), 1), default)).All.Total.Requests;
}
