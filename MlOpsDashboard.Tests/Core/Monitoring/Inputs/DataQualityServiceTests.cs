using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.Inputs;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.Inputs;

public sealed class DataQualityServiceTests
{
    private static readonly string[] s_refused =
    [
        """{"x":"many","colour":"red"}""",
        """{"colour":"red"}""",
        """{"x":null,"colour":"red"}""",
        """{"x":1,"colour":7,"size":3}""",
        """{"x":1,"x":2,"colour":"red"}""",
        """[1]""",
    ];

    [Fact]
    public async Task What_comes_in_is_compared_with_training_at_once_and_after_it_is_stored()
    {
        await using CoreHost core = await MonitoringHost.StartAsync(new FakeTimeProvider());
        await ReadsInputsAsync(core);
    }

    [PostgresFact]
    public async Task What_comes_in_is_compared_with_training_on_postgres_too()
    {
        await using PostgresDatabase database = await PostgresDatabase.CreateAsync();
        await using CoreHost core = await MonitoringHost.StartAsync(new FakeTimeProvider(), null, database.Settings);
        await ReadsInputsAsync(core);
    }

    [Fact]
    public async Task Hours_hold_what_their_minutes_held_and_old_ones_go()
    {
        await using CoreHost core = await MonitoringHost.StartAsync(new FakeTimeProvider());
        await ServingHost.PromoteAsync(core, "shop", 1);
        var clock = (FakeTimeProvider)core.Clock;
        for (int minute = 0; minute < 3; minute++)
        {
            await AskAsync(core, 10, """{"x":99,"colour":"red"}""");
            await MonitoringHost.TickAsync(core, clock);
            await NextMinuteAsync(core, clock);
        }

        var store = core.Get<RollupStore>();
        await store.AddUpHoursAsync(clock.GetUtcNow().AddHours(3), default);
        await using var context = await core.Contexts.CreateDbContextAsync();
        InputRollup hour = await context.Set<InputRollup>().SingleAsync(row => row.Step == 60);
        Assert.Equal((30, 30), (hour.Rows, hour.ToCounts().Features["x"].Odd));

        VersionInputs days = Assert.Single(await ReadAsync(core, 100));
        Assert.Equal(30, days.Rows);
        await store.RemoveOldAsync(clock.GetUtcNow().AddDays(1000), default);
        Assert.Empty(await ReadAsync(core, 100));
    }

    [Fact]
    public async Task Another_model_is_left_out_and_a_range_that_is_none_refused()
    {
        await using CoreHost core = await MonitoringHost.StartAsync(new FakeTimeProvider());
        await ServingHost.PromoteAsync(core, "shop", 1);
        await AskAsync(core, 3, ServingHost.Row);
        await MonitoringHost.TickAsync(core, (FakeTimeProvider)core.Clock);

        Assert.Single(await ReadAsync(core, 1));
        Assert.Empty(await ReadAsync(core, 1, "other"));
        DateTimeOffset now = core.Clock.GetUtcNow();
        await Assert.ThrowsAsync<InvalidException>(() => core.Get<DataQualityService>().ReadAsync(new MonitoringQuery { From = now, To = now }, default));
    }

    private static async Task ReadsInputsAsync(CoreHost core)
    {
        await ServingHost.PromoteAsync(core, "shop", 1);
        var clock = (FakeTimeProvider)core.Clock;
        await AskAsync(core, 60, """{"x":1.5,"colour":"red"}""");
        await AskAsync(core, 20, """{"x":9.6,"colour":"green"}""");
        await AskAsync(core, 20, """[-9.5,"violet"]""");
        foreach (string row in s_refused)
        {
            await Assert.ThrowsAsync<InvalidException>(() => AskAsync(core, 1, row));
        }

        await MonitoringHost.TickAsync(core, clock);
        Check(Assert.Single(await ReadAsync(core, 1)));
        await NextMinuteAsync(core, clock);
        Check(Assert.Single(await ReadAsync(core, 1)));
    }

    private static void Check(VersionInputs inputs)
    {
        Assert.Equal(("shop", 1, 100L, 6L, 1L), (inputs.Model, inputs.Version, inputs.Rows, inputs.Refused, inputs.UnknownFields));
        Assert.Equal(["colour", "x"], inputs.Features.Select(feature => feature.Feature.Name));
        FeatureInputs colour = inputs.Features[0];
        Assert.Equal((40L, 100L, true), (colour.Odd.Count, colour.Odd.Of, colour.Odd.Flagged));
        Assert.Equal((0L, 1L, 0L), (colour.RefusedMissing, colour.RefusedType, colour.RefusedTwice));
        FeatureInputs x = inputs.Features[1];
        Assert.Equal((20L, true), (x.Odd.Count, x.Odd.Flagged));
        Assert.Equal((2L, 1L, 1L), (x.RefusedMissing, x.RefusedType, x.RefusedTwice));
        Assert.Equal((4L, 106L), (x.Refused.Count, x.Refused.Of));
        Assert.Equal((0L, false), (x.Missing.Count, x.Missing.Flagged));
        Assert.Equal(2, inputs.Flagged);
    }

    private static Task<IReadOnlyList<VersionInputs>> ReadAsync(CoreHost core, double hours, string? model = null) =>
        core.Get<DataQualityService>().ReadAsync(MonitoringQuery.Last(core.Clock.GetUtcNow().AddSeconds(1), hours, model), default);

    private static async Task AskAsync(CoreHost core, int times, string features)
    {
        for (int i = 0; i < times; i++)
        {
            await ServingHost.AskAsync(core, $$"""{"model_name":"shop","features":{{features}}}""");
        }
    }

    private static async Task NextMinuteAsync(CoreHost core, FakeTimeProvider clock)
    {
        DateTimeOffset start = clock.GetUtcNow();
        var minutes = core.Get<InputMinutes>();
        while (minutes.Rows(null).Count > 0)
        {
            Assert.True(clock.GetUtcNow() - start < TimeSpan.FromMinutes(3));
            await MonitoringHost.TickAsync(core, clock);
        }
    }
}
