using System.Text;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Sketches;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Drift.Sketches;

public sealed class PredictionSketchesTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public Task Large_window_is_checked_by_its_sketches() => ChecksAsync([]);

    [PostgresFact]
    public async Task Large_window_is_checked_by_its_sketches_on_postgres_too()
    {
        await using PostgresDatabase database = await PostgresDatabase.CreateAsync();
        await ChecksAsync(database.Settings);
    }

    [Fact]
    public async Task What_is_predicted_is_sketched_but_for_what_a_person_tries()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        await DriftHost.AskAsync(core, DriftHost.Rows(20, 1));
        await core.Get<PredictionSketches>().StoredAsync([.. Made(3, 1, s_noon).Select(one => one with { Route = InstanceScorer.Page })], default);

        // The writer tells of a batch after it has counted it as stored.
        await Wait.UntilAsync(async () =>
        {
            await core.Get<PredictionSketches>().FlushAsync(default);
            return (await StoredAsync(core)).Sum(sketch => sketch.Rows) == 20;
        });
        Assert.All(await StoredAsync(core), sketch => Assert.Equal(("shop", 1), (sketch.ModelName, sketch.ModelVersion)));
    }

    [Fact]
    public async Task A_stretch_ends_with_its_hour_and_grows_until_then()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        var sketches = core.Get<PredictionSketches>();

        await sketches.StoredAsync(Made(100, 1, s_noon), default);
        await sketches.FlushAsync(default);
        await sketches.StoredAsync(Made(50, 2, s_noon.AddMinutes(10)), default);
        await sketches.StoredAsync(Made(70, 3, s_noon.AddMinutes(70)), default);
        await sketches.EndAsync(default);

        IReadOnlyList<StoredSketch> stored = await StoredAsync(core);
        Assert.Equal([150, 70], stored.Select(sketch => sketch.Rows));
        Assert.Equal((s_noon, s_noon.AddMinutes(70)), (stored[0].FirstAt, stored[1].FirstAt));
    }

    [Fact]
    public async Task Without_sketches_a_large_window_is_read_from_the_log()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        await DriftHost.AskAsync(core, DriftHost.Rows(250, 2));
        await using (MlOpsDbContext context = await core.Contexts.CreateDbContextAsync())
        {
            await context.Set<StoredSketch>().ExecuteDeleteAsync();
        }

        DriftReport report = await CheckAsync(core, new DriftRequest { ModelName = "shop", Rows = 5_000_000 });

        Assert.Equal((DriftReading.Rows, 250, DriftVerdict.None), (report.Reading, report.Rows, report.Verdict));
    }

    private static async Task ChecksAsync((string Key, string Value)[] settings)
    {
        await using CoreHost core = await DriftHost.StartAsync(settings);
        var sketches = core.Get<PredictionSketches>();
        for (int hour = 0; hour < 3; hour++)
        {
            await sketches.StoredAsync(Made(60_000, 10 + hour, s_noon.AddHours(hour)), default);
        }

        await sketches.StoredAsync(Made(110_000, 20, s_noon.AddHours(3), moved: 4), default);
        DriftReport calm = await CheckAsync(core, new DriftRequest { ModelName = "shop", From = s_noon, To = s_noon.AddHours(3) });
        DriftReport moved = await CheckAsync(core, new DriftRequest { ModelName = "shop", Rows = 101_000 });

        Assert.Equal((DriftReading.Sketches, 180_000, DriftVerdict.None), (calm.Reading, calm.Rows, calm.Verdict));
        Assert.Equal((s_noon, s_noon.AddHours(2)), (calm.From, calm.To));
        Assert.Equal((DriftReading.Sketches, 110_000, DriftVerdict.Drift), (moved.Reading, moved.Rows, moved.Verdict));
        Assert.Equal(("x", true), (moved.Features[0].Name, moved.Features[0].Drifted));
        Assert.Equal(("colour", 0.7), (moved.Features[1].Name, Math.Round(moved.Features[1].Bins[0].Current, 6)));
        Assert.InRange(moved.Features[0].Score!.Value, 4 / 19.0 - 0.02, (4 / 19.0) + 0.04);
    }

    private static LoggedPrediction[] Made(int count, int seed, DateTimeOffset at, double moved = 0) =>
    [
        .. DriftHost.Rows(count, seed).Select((row, i) => new LoggedPrediction(
            $"{seed}-{i}", "shop", 1, "production", null, at, 1,
            Encoding.UTF8.GetBytes($$"""{"x":{{DriftHost.Number(row.X + moved)}},"colour":"{{row.Colour}}"}"""), row.X + moved > 0 ? "yes" : "<no>", [0.5f, 0.5f], 0, 0)),
    ];

    private static async Task<IReadOnlyList<StoredSketch>> StoredAsync(CoreHost core)
    {
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        return await context.Set<StoredSketch>().OrderBy(sketch => sketch.FirstAt).ToListAsync();
    }

    private static Task<DriftReport> CheckAsync(CoreHost core, DriftRequest request) =>
        core.Get<DriftService>().CheckAsync(request, Actor.Of("ada", UserRole.DataScientist), default);
}
