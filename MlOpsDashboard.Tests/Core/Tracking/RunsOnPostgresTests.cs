using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tracking;

/// <summary>What the other tests show on SQLite, in short on PostgreSQL: every query is understood, and answers the same.</summary>
public sealed class RunsOnPostgresTests
{
    [PostgresFact]
    public async Task Runs_are_sorted_filtered_compared_and_judged()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var core = await RegistryHost.StartAsync(postgres: database.ConnectionString);
        string[] ids = await ManyRuns.InsertAsync(core, 60);
        var queries = core.Get<RunQueries>();

        foreach (string sort in (string[])["started_at", "ended_at", "duration", "name", "status", "created_by", "score", "metrics.loss", "params.depth"])
        {
            Page<RunRow> page = await queries.PageAsync(new RunFilter { Experiment = "many", Sort = sort }, new PageQuery(100), default);
            Assert.Equal(60, page.Items.Select(r => r.Run.RunId).Distinct().Count());
        }

        // ManyRuns: every tenth run still runs, so it has neither an end nor a score, and comes last.
        Page<RunRow> byScore = await queries.PageAsync(new RunFilter { Sort = "score", Descending = false }, new PageQuery(100), default);
        Assert.All(byScore.Items.TakeLast(6), row => Assert.Null(row.Run.Score));
        Assert.Equal(ids[59], byScore.Items[0].Run.RunId);
        Assert.Equal(6, await queries.CountAsync(new RunFilter { Statuses = [RunStatus.Running], Text = "RUN" }, default));
        Assert.Equal(0, await queries.CountAsync(new RunFilter { Text = "a\0b" }, default));
        Assert.Equal(ids[59], (await queries.ExperimentAsync("many", default)).Best?.RunId);
        Assert.Equal(59, (await queries.CompareAsync(ids, default)).Metrics.Single().Best);
    }

    [PostgresFact]
    public async Task Metrics_that_are_no_numbers_are_kept_and_deleted_things_free_their_files()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var core = await RegistryHost.StartAsync(postgres: database.ConnectionString);
        var tracking = core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        double[] values = [1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue];
        await tracking.LogMetricsAsync(id, [.. values.Select((v, i) => new MetricPoint("m", v, i, core.Clock.GetUtcNow()))], default);
        Assert.Equal(values, (await core.Get<RunQueries>().HistoryAsync(id, "m", default)).Points.Select(p => p.Value));

        string run = await RegistryHost.RunAsync(core, 1, registerAs: "income");
        ModelRow row = Assert.Single((await core.Get<RegistryService>().ListAsync(new PageQuery(), default)).Items);
        Assert.Equal((1, 1, null), (row.Versions, row.Latest?.Version, row.Production?.Version));
        await core.Get<RunTrash>().DeleteAsync(run, "ada", default);
        await core.Get<RegistryService>().DeleteAsync("income:1", null, "ada", default);
        long freeable = (await core.Get<TrashService>().ListAsync(default)).FreeableBytes;
        Assert.Equal(new TrashEmptied(2, freeable), await core.Get<TrashService>().EmptyAsync("ada", default));
        Assert.Equal(4 + 48, freeable);
    }
}
