using System.Text;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Comparisons;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Comparisons;

public sealed class ComparisonLoopTests
{
    private static readonly Actor s_ada = Actor.Of("ada", UserRole.DataScientist);

    [Fact]
    public async Task Rows_whose_truth_is_missing_or_unknown_are_left_out_and_told()
    {
        await using CoreHost core = await StartAsync(null);
        await PrepareAsync(core);

        Comparison ended = await EndAsync(core, (await AskAsync(core)).Id);

        Assert.True(ended.State == ComparisonState.Succeeded, ended.Error);
        ComparisonReport report = ended.Report!;
        Assert.Equal((40, 2), (report.Rows, report.LeftOut));
        Assert.Contains(report.Notes, note => note.Contains("2 of 42 rows were left out", StringComparison.Ordinal));
        Assert.Equal([("shop:1", "shop:2"), ("shop:1", "shop:3")], report.Pairs.Select(pair => (pair.Baseline, pair.Candidate)));

        // The same model with other thresholds: it ranks alike, and is right less often.
        Assert.All(report.Pairs, pair => Assert.Equal((0.0, 0.0, 0.0), (pair.Areas!.Difference, pair.Areas.Low, pair.Areas.High)));
        Assert.All(report.Pairs, pair => Assert.True(pair.Decisions is { OnlyCandidateRight: 0, OnlyBaselineRight: > 0 } test && test.AdjustedPValue >= test.PValue, pair.ToString()));
    }

    [Fact]
    public async Task What_a_stop_cut_off_begins_again_and_what_stopped_the_program_thrice_ends_with_that_reason()
    {
        using var folder = new TempFolder();
        string again;
        string never;
        await using (CoreHost core = await StartAsync(folder.FullName))
        {
            await PrepareAsync(core);
            again = (await EndAsync(core, (await AskAsync(core)).Id)).Id;
            never = (await EndAsync(core, (await AskAsync(core)).Id)).Id;
            var store = core.Get<ComparisonStore>();
            Assert.True(await store.SaveAsync((await store.FindAsync(again, default))! with { State = ComparisonState.Running, Attempts = 1, Report = null }, default));
            Assert.True(await store.SaveAsync((await store.FindAsync(never, default))! with { State = ComparisonState.Running, Attempts = 3, Report = null }, default));
        }

        await using CoreHost next = await StartAsync(folder.FullName);

        Assert.True(await EndAsync(next, again) is { State: ComparisonState.Succeeded, Attempts: 2, Report.Rows: 40 });
        Assert.True(await EndAsync(next, never) is { State: ComparisonState.Failed, Error: "The program stopped 3 times while this ran, so it is not tried again." });
    }

    private static Task<CoreHost> StartAsync(string? folder) => CoreHost.StartAsync(
        services => services.AddAudit().AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing().AddComparisons(), folder);

    private static async Task PrepareAsync(CoreHost core)
    {
        await ServingHost.StageAsync(core.Services, "shop", 1);
        await ServingHost.StageAsync(core.Services, "shop", 2, threshold: 0.99);
        await ServingHost.StageAsync(core.Services, "shop", 3, threshold: 0.01);
        var text = new StringBuilder("x,colour,bought\n1,red,\n2,blue,perhaps\n");
        for (int row = 0; row < 40; row++)
        {
            double x = (row % 20) - 9.5;
            text.Append(FormattableString.Invariant($"{x},{(row < 20 ? "blue" : "red")},{(x + (row < 20 ? 0 : 4) > 1 ? "yes" : "<no>")}\n"));
        }

        await core.Get<DatasetService>().StoreAsync(new DatasetUpload("rows", "rows.csv"), new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), s_ada, default);
    }

    private static Task<Comparison> AskAsync(CoreHost core) => core.Get<ComparisonService>().StartAsync(
        new ComparisonRequest { ModelIds = ["shop:1", "shop:2", "shop:3"], Dataset = "rows" }, s_ada, default);

    private static async Task<Comparison> EndAsync(CoreHost core, string id)
    {
        Comparison? comparison = null;
        await Wait.UntilAsync(async () => (comparison = await core.Get<ComparisonService>().GetAsync(id, default)).HasEnded);
        return comparison!;
    }
}
