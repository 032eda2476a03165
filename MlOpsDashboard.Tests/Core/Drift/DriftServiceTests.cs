using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Drift;

public sealed class DriftServiceTests
{
    private static readonly Actor s_scientist = Actor.Of("ada", UserRole.DataScientist);

    [Fact]
    public Task Recent_predictions_are_compared_with_the_training_data() => ComparesAsync([]);

    [PostgresFact]
    public async Task Recent_predictions_are_compared_on_postgres_too()
    {
        await using PostgresDatabase database = await PostgresDatabase.CreateAsync();
        await ComparesAsync(database.Settings);
    }

    [Fact]
    public async Task Too_few_rows_are_no_verdict_and_no_alarm()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        await DriftHost.AskAsync(core, Enumerable.Range(0, 12).Select(i => (100.0 + i, "blue")));

        DriftReport report = await CheckAsync(core);

        Assert.Equal((DriftVerdict.TooFewRows, 12, 200), (report.Verdict, report.Rows, report.NeededRows));
        Assert.StartsWith("12 of 200 rows", report.Message, StringComparison.Ordinal);
        Assert.Empty(report.Features);
        Assert.Null(report.ShareDrifted);
    }

    [Fact]
    public async Task What_a_person_tries_on_the_page_is_no_traffic()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        await DriftHost.AskAsync(core, DriftHost.Rows(12, 5));
        await using (MlOpsDbContext context = await core.Contexts.CreateDbContextAsync())
        {
            await context.Set<PredictionRecord>().Take(5).ExecuteUpdateAsync(set => set.SetProperty(record => record.Route, InstanceScorer.Page));
        }

        Assert.Equal(7, (await CheckAsync(core)).Rows);
    }

    [Fact]
    public async Task A_data_set_is_compared_by_its_own_reading()
    {
        await using CoreHost core = await DriftHost.StartAsync();

        // The same numbers with decimal commas, and blanks around the words: no drift. Then with the words swapped.
        await DriftHost.StoreAsync(core, "same", DriftHost.Rows(400, 7).Select(row => $"{DriftHost.Number(row.X).Replace('.', ',')};  {row.Colour} ;yes"), "x;colour;bought");
        await DriftHost.StoreAsync(core, "swapped", DriftHost.Rows(400, 8).Select(row => $"{DriftHost.Number(row.X)};{(row.Colour == "red" ? "blue" : "green")};yes"), "x;colour;bought");

        DriftReport same = await CheckAsync(core, new DriftRequest { ModelName = "shop", Dataset = "same" });
        DriftReport swapped = await CheckAsync(core, new DriftRequest { ModelName = "shop", Dataset = "swapped:1", Rows = 300 });

        Assert.Equal((DriftVerdict.None, 400, "same:1"), (same.Verdict, same.Rows, same.Source));
        Assert.Equal((DriftVerdict.Drift, 300, 0.5), (swapped.Verdict, swapped.Rows, swapped.ShareDrifted));
        Assert.Equal("colour", swapped.Features[0].Name);
        Assert.Contains(swapped.Features[0].Bins, bin => bin.Label == DriftRules.NewWords && bin.Current > 0);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_field()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        await DriftHost.StoreAsync(core, "narrow", ["1", "2"], "x");
        await DriftHost.StoreAsync(core, "wordy", ["one;red", "two;blue"], "x;colour");
        await ServingHost.StageAsync(core, "idle", 2);
        await ServingHost.PromoteAsync(core, "orphan", 3);

        Assert.Contains("colour", (await FaultAsync(core, new DriftRequest { ModelName = "shop", Dataset = "narrow" }))["dataset"][0], StringComparison.Ordinal);
        Assert.Contains("x", (await FaultAsync(core, new DriftRequest { ModelName = "shop", Dataset = "wordy" }))["dataset"][0], StringComparison.Ordinal);
        Assert.Contains("dataset", await FaultAsync(core, new DriftRequest { ModelName = "shop", Dataset = "narrow:x" }));
        Assert.Contains("rows", await FaultAsync(core, new DriftRequest { ModelName = "shop", Rows = 0 }));
        Assert.Contains("model_name", await FaultAsync(core, new DriftRequest { ModelName = " " }));
        Assert.Contains("from", await FaultAsync(core, new DriftRequest { ModelName = "shop", From = DateTimeOffset.UnixEpoch, To = DateTimeOffset.UnixEpoch }));
        Assert.Contains("to", await FaultAsync(core, new DriftRequest { ModelName = "shop", Dataset = "narrow", To = DateTimeOffset.UnixEpoch }));
        await Assert.ThrowsAsync<NotFoundException>(() => CheckAsync(core, new DriftRequest { ModelName = "nobody" }));
        await Assert.ThrowsAsync<NotFoundException>(() => CheckAsync(core, new DriftRequest { ModelName = "shop", Dataset = "nothing" }));
        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<DriftService>().ReadAsync("nobody", default));
        Assert.Contains("production", (await Assert.ThrowsAsync<ConflictException>(() => CheckAsync(core, new DriftRequest { ModelName = "idle" }))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ConflictException>(() => CheckAsync(core, new DriftRequest { ModelName = "orphan" }));
        await Assert.ThrowsAsync<ForbiddenException>(() => core.Get<DriftService>().CheckAsync(
            new DriftRequest { ModelName = "shop" }, Actor.Of("vi", UserRole.Viewer), default));

        await core.Get<DatasetTrash>().DeleteAsync("visits", null, "ada", default);
        Assert.Contains("visits:1", (await Assert.ThrowsAsync<ConflictException>(() => CheckAsync(core))).Message, StringComparison.Ordinal);
        Assert.Equal((null, 0), await HistoryAsync(core));
    }

    [Fact]
    public async Task Reports_are_kept_newest_first_and_not_for_ever()
    {
        await using CoreHost core = await DriftHost.StartAsync(("Drift:KeepReports", "2"));
        DriftReport[] reports = [await CheckAsync(core), await CheckAsync(core), await CheckAsync(core)];

        DriftHistory history = await core.Get<DriftService>().ReadAsync("shop", default);

        Assert.Equal([reports[2].Id, reports[1].Id], history.History.Select(point => point.Id));
        Assert.Equivalent(reports[2], history.Latest, strict: true);
    }

    private static async Task ComparesAsync((string Key, string Value)[] settings)
    {
        await using CoreHost core = await DriftHost.StartAsync(settings);
        await DriftHost.AskAsync(core, DriftHost.Rows(250, 2));
        DriftReport calm = await CheckAsync(core);
        await DriftHost.AskAsync(core, DriftHost.Rows(250, 3).Select(row => (row.X + 4, row.Colour)));
        DriftReport moved = await CheckAsync(core, new DriftRequest { ModelName = "shop", Rows = 250 });
        DriftReport both = await CheckAsync(core, new DriftRequest { ModelName = "shop", From = calm.From });
        DriftReport before = await CheckAsync(core, new DriftRequest { ModelName = "shop", To = calm.From });

        Assert.Equal((DriftVerdict.None, 250, 0.0, "Nothing has drifted."), (calm.Verdict, calm.Rows, calm.ShareDrifted, calm.Message));
        Assert.Equal(("visits:1", 600, "predictions", 1), (calm.Reference, calm.ReferenceRows, calm.Source, calm.ModelVersion));
        Assert.Equal((DriftVerdict.Drift, 250, 0.5, "1 of 2 features has drifted."), (moved.Verdict, moved.Rows, moved.ShareDrifted, moved.Message));
        Assert.Equal(("x", true, DriftMethod.KolmogorovSmirnov), (moved.Features[0].Name, moved.Features[0].Drifted, moved.Features[0].Method));
        Assert.True(moved.Features[0].AdjustedPValue < 1e-6 && moved.Features[0].PValue <= moved.Features[0].AdjustedPValue);
        Assert.Equal((500, DriftVerdict.Drift), (both.Rows, both.Verdict));
        Assert.Equal((0, DriftVerdict.TooFewRows), (before.Rows, before.Verdict));
    }

    private static Task<DriftReport> CheckAsync(CoreHost core, DriftRequest? request = null) =>
        core.Get<DriftService>().CheckAsync(request ?? new DriftRequest { ModelName = "shop" }, s_scientist, default);

    private static async Task<IReadOnlyDictionary<string, string[]>> FaultAsync(CoreHost core, DriftRequest request) =>
        (await Assert.ThrowsAsync<InvalidException>(() => CheckAsync(core, request))).Errors;

    private static async Task<(DriftReport? Latest, int Count)> HistoryAsync(CoreHost core)
    {
        DriftHistory history = await core.Get<DriftService>().ReadAsync("shop", default);
        return (history.Latest, history.History.Count);
    }
}
