using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class PredictionRetentionTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public Task Sqlite_keeps_what_is_young() => RemovesOldAsync([]);

    [PostgresFact]
    public async Task PostgreSql_keeps_what_is_young()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await RemovesOldAsync(new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = database.ConnectionString });
    }

    [Theory]
    [InlineData("400", 1200)]
    [InlineData("0", 2400)]
    [InlineData("1", 400)]
    public async Task Days_are_a_setting(string days, int left)
    {
        await using CoreHost core = await StartAsync(new() { ["Serving:KeepPredictionsForDays"] = days });
        await StoreAsync(core);

        await core.Get<PredictionRetention>().RunOnceAsync(TimeSpan.Zero, default);

        Assert.Equal(left, await CountAsync(core));
    }

    [Fact]
    public async Task Days_are_changed_while_the_program_runs()
    {
        await using CoreHost core = await StartAsync([]);
        await StoreAsync(core);

        await core.Get<RetentionService>().ChangeAsync(1, Actor.Of("ada", UserRole.Administrator), default);
        await core.Get<PredictionRetention>().RunOnceAsync(TimeSpan.Zero, default);

        Assert.Equal(400, await CountAsync(core));
    }

    [Fact]
    public async Task Retention_runs_by_itself()
    {
        var clock = new FakeTimeProvider(s_now);
        await using CoreHost core = await StartAsync([], clock);
        await StoreAsync(core);

        await Wait.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            return await CountAsync(core) == 1200;
        });
    }

    private static async Task RemovesOldAsync(Dictionary<string, string?> settings)
    {
        await using CoreHost core = await StartAsync(settings);
        await StoreAsync(core);

        long removed = await core.Get<PredictionRetention>().RunOnceAsync(TimeSpan.Zero, default);

        Assert.Equal((1200, 1200), (removed, await CountAsync(core)));
        await using var context = await core.Contexts.CreateDbContextAsync();
        Assert.True(await context.Set<PredictionRecord>().AllAsync(record => record.At >= s_now.AddDays(-400)));
        Assert.Equal(["a", "b"], await context.Set<PredictionRecord>().Select(record => record.ModelName).Distinct().Order().ToListAsync());
        Assert.Equal(1, await context.Set<TrafficRollup>().CountAsync());
        Assert.Equal(1, await context.Set<Truth>().CountAsync());
    }

    /// <summary>For each of two models 600 records older than 400 days, 400 of a month ago and 200 of an hour ago; in no order.</summary>
    private static async Task StoreAsync(CoreHost core)
    {
        int[] ages = [.. Enumerable.Range(0, 2400).Select(i => i * 7919 % 2400)];
        await core.Get<PredictionStore>().InsertAsync([.. ages.Select(i => Made(i, i % 12 < 6 ? TimeSpan.FromDays(401) : i % 12 < 10 ? TimeSpan.FromDays(30) : TimeSpan.FromHours(1)))], default);
        await using var context = await core.Contexts.CreateDbContextAsync();
        context.Add(TrafficRollup.Of(RollupStep.Hour, s_now.AddDays(-401), "", TrafficSlice.Empty(new TrafficKey("a", 1, "production"))));
        context.Add(new Truth
        {
            RequestId = "r0",
            ModelName = "a",
            ModelVersion = 1,
            PredictedAt = s_now.AddDays(-401),
            Actual = 1,
            Outputs = "[0.5,0.5]",
            At = s_now,
            Actor = "ada",
        });
        await context.SaveChangesAsync();
    }

    private static LoggedPrediction Made(int number, TimeSpan age) => new(
        $"r{number}", number % 2 == 0 ? "a" : "b", 1, "production", null, s_now - age, 0.1, "{}"u8.ToArray(), "yes", [0.5f, 0.5f], 0, 0);

    private static async Task<int> CountAsync(CoreHost core)
    {
        await using var context = await core.Contexts.CreateDbContextAsync();
        return await context.Set<PredictionRecord>().CountAsync();
    }

    private static Task<CoreHost> StartAsync(Dictionary<string, string?> settings, FakeTimeProvider? clock = null) => CoreHost.StartAsync(
        services => services.AddAudit().AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing(), clock: clock ?? new FakeTimeProvider(s_now), settings: settings);
}
