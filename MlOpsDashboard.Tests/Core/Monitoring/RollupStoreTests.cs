using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Statistics.Sketches;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring;

public sealed class RollupStoreTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Hours_hold_what_their_minutes_held_also_when_several_ended_unnoticed()
    {
        await using CoreHost core = await MonitoringHost.StartAsync(new FakeTimeProvider(s_start));
        var store = core.Get<RollupStore>();
        await AddMinutesAsync(store, 0, 200);

        await store.AddUpHoursAsync(s_start.AddMinutes(200), default);
        await store.AddUpHoursAsync(s_start.AddMinutes(200), default);

        await using var context = await core.Contexts.CreateDbContextAsync();
        List<TrafficRollup> hours = await context.Set<TrafficRollup>().Where(row => row.Step == 60).OrderBy(row => row.At).ToListAsync();
        Assert.Equal([0, 1, 2], hours.Select(row => (int)(row.At - s_start).TotalHours));
        Assert.All(hours, row => Assert.Equal((60L, 60L), (row.Answered, row.ToSlice().Durations.Count)));
        Assert.Equal(3, await context.Set<SystemRollup>().CountAsync(row => row.Step == 60 && row.Samples == 60));
    }

    [Theory]
    [InlineData(3, 60)]
    [InlineData(100, 60)]
    [InlineData(100, 3)]
    public async Task A_range_of_days_counts_every_minute_once_whether_added_up_or_not(int hours, int points)
    {
        await using CoreHost core = await MonitoringHost.StartAsync(new FakeTimeProvider(s_start));
        var store = core.Get<RollupStore>();
        await AddMinutesAsync(store, 0, 130);
        await store.AddUpHoursAsync(s_start.AddMinutes(125), default);

        TrafficReport report = await core.Get<MonitoringQueries>().ReadAsync(
            MonitoringQuery.Last(s_start.AddHours(3), hours) with { Points = points }, default);

        VersionTraffic version = Assert.Single(report.Versions);
        Assert.Equal(130, version.Total.Requests);
        Assert.Equal(130, report.All.Total.Requests);
        Assert.Equal(130, version.Series.Sum(bucket => bucket.Traffic.Requests));
        Assert.InRange(version.Series.Count, 1, points);
    }

    [Fact]
    public async Task What_is_too_old_goes_and_the_rest_stays()
    {
        await using CoreHost core = await MonitoringHost.StartAsync(new FakeTimeProvider(s_start), null, ("Monitoring:KeepMinutesForDays", "2"), ("Monitoring:KeepHoursForDays", "3"));
        var store = core.Get<RollupStore>();
        await AddMinutesAsync(store, 0, 61);
        await store.AddUpHoursAsync(s_start.AddMinutes(70), default);

        await store.RemoveOldAsync(s_start.AddDays(2).AddMinutes(30), default);
        await using var context = await core.Contexts.CreateDbContextAsync();
        Assert.Equal([(1, 31), (60, 1)], await CountsAsync(context));

        await store.RemoveOldAsync(s_start.AddDays(4), default);
        Assert.Empty(await CountsAsync(context));
    }

    [Fact]
    public async Task Another_model_is_left_out()
    {
        await using CoreHost core = await MonitoringHost.StartAsync(new FakeTimeProvider(s_start));
        await AddMinutesAsync(core.Get<RollupStore>(), 0, 2);

        var queries = core.Get<MonitoringQueries>();
        MonitoringQuery query = MonitoringQuery.Last(s_start.AddHours(1), 2);
        Assert.Empty((await queries.ReadAsync(query with { Model = "other" }, default)).Versions);
        Assert.Single((await queries.ReadAsync(query with { Model = "shop" }, default)).Versions);
    }

    [Theory]
    [InlineData(0, 1, "points")]
    [InlineData(2001, 1, "points")]
    [InlineData(10, 0, "from")]
    [InlineData(10, 401, "from")]
    public async Task A_range_that_is_none_is_refused_by_the_name_of_its_field(int points, int days, string field)
    {
        await using CoreHost core = await MonitoringHost.StartAsync(new FakeTimeProvider(s_start));

        InvalidException refused = await Assert.ThrowsAsync<InvalidException>(() => core.Get<MonitoringQueries>().ReadAsync(
            new MonitoringQuery { From = s_start, To = s_start.AddDays(days), Points = points }, default));

        Assert.Contains(field, refused.Errors.Keys);
    }

    private static async Task<List<(int, int)>> CountsAsync(DbContext context) =>
        [.. (await context.Set<TrafficRollup>().AsNoTracking().ToListAsync()).GroupBy(row => row.Step).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()))];

    private static Task AddMinutesAsync(RollupStore store, int first, int count)
    {
        var rows = Enumerable.Range(first, count).Select(minute =>
        {
            var durations = new DurationHistogram();
            durations.Record(0.001 * (minute + 1));
            var slice = new TrafficSlice(new TrafficKey("shop", 1, "production"), 1, 0, 0, 0.001 * (minute + 1), durations);
            return TrafficRollup.Of(RollupStep.Minute, s_start.AddMinutes(minute), "a", slice);
        });
        var system = Enumerable.Range(first, count).Select(minute => new SystemRollup
        {
            Step = 1,
            At = s_start.AddMinutes(minute),
            Part = "a",
            Samples = 1,
            Cpu = 0.5,
            GcPause = 0,
            Allocated = 1,
            Gen2 = 0,
            WorkingSetBytes = 1,
            ManagedHeapBytes = 1,
            Threads = 1,
            LogQueue = 0,
            TrainingJobs = 0,
            DiskFreeBytes = 1,
            DatabaseBytes = 1,
        });
        return store.AddAsync([.. rows], [.. system], default);
    }
}
