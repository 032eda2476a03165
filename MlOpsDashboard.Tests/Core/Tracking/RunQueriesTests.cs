using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tracking;

public sealed class RunQueriesTests
{
    private static readonly DateTimeOffset s_at = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task History_of_twelve_thousand_points_is_thinned_and_keeps_the_spike()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        await tracking.LogMetricsAsync(
            id, [.. Enumerable.Range(0, 12_000).Select(i => new MetricPoint("m", i == 7_777 ? 1e6 : Math.Sin(i / 100.0), i, s_at))], default);

        MetricSeries series = await core.Get<RunQueries>().HistoryAsync(id, "m", default);

        Assert.Equal(12_000, series.Total);
        Assert.InRange(series.Points.Count, 1_900, 2_000);
        Assert.Contains(series.Points, p => p.Step == 7_777);
        Assert.Equal((0L, 11_999L), (series.Points[0].Step, series.Points[^1].Step));
        Assert.Equal(series.Points.Select(p => p.Step).Order(), series.Points.Select(p => p.Step));
    }

    [Fact]
    public async Task Twelve_thousand_metrics_of_one_point_each_are_read_whole()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        MetricPoint[] points = [.. Enumerable.Range(0, 12_000).Select(i => new MetricPoint($"m{i}", i, 0, s_at))];
        await tracking.LogMetricsAsync(id, points, default);
        await tracking.LogMetricsAsync(id, points, default);

        Assert.Equal(12_000, (await core.Get<RunQueries>().GetAsync(id, default)).Metrics.Count);
    }

    [Fact]
    public async Task Two_thousand_runs_are_paged_each_once_in_every_order()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        await ManyRuns.InsertAsync(core, 2_000);
        var queries = core.Get<RunQueries>();

        foreach (string sort in (string[])["started_at", "ended_at", "duration", "name", "status", "created_by", "score", "metrics.loss", "params.depth"])
        {
            foreach (bool descending in (bool[])[true, false])
            {
                var filter = new RunFilter { Experiment = "many", Sort = sort, Descending = descending };
                var seen = new List<string>();
                Page<RunRow> page = await queries.PageAsync(filter, new PageQuery(900), default);
                seen.AddRange(page.Items.Select(r => r.Run.RunId));
                while (page.NextCursor is { } cursor)
                {
                    page = await queries.PageAsync(filter, PageQuery.Parse(900, cursor), default);
                    seen.AddRange(page.Items.Select(r => r.Run.RunId));
                }

                Assert.Equal(2_000, seen.Distinct().Count());
                Assert.Equal(2_000, seen.Count);
            }
        }

        Assert.Equal(2_000, await queries.CountAsync(new RunFilter { Experiment = "many" }, default));
    }

    [Fact]
    public async Task Order_by_metric_puts_runs_without_a_number_last_both_ways()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        foreach (double? loss in (double?[])[0.5, null, 0.1, double.NaN, 0.9])
        {
            string id = (await tracking.StartAsync(new NewRun("e", "ada") { Name = $"{loss}" is { Length: > 0 } n ? n : "none" }, default)).RunId;
            await tracking.LogMetricsAsync(id, loss is null ? [] : [new("loss", loss.Value, 0, s_at)], default);
        }

        var queries = core.Get<RunQueries>();
        var up = await queries.PageAsync(new RunFilter { Sort = "metrics.loss", Descending = false }, new PageQuery(), default);
        var down = await queries.PageAsync(new RunFilter { Sort = "metrics.loss", Descending = true }, new PageQuery(), default);
        Assert.Equal(["0.1", "0.5", "0.9"], up.Items.Take(3).Select(r => r.Run.Name));
        Assert.Equal(["0.9", "0.5", "0.1"], down.Items.Take(3).Select(r => r.Run.Name));
    }

    [Fact]
    public async Task Filters_by_status_and_text_let_through_what_matches()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        string boosted = (await tracking.StartAsync(
            new NewRun("e", "ada") { Parameters = new Dictionary<string, string> { ["learner"] = "Gradient_Boosting" } }, default)).RunId;
        string linear = (await tracking.StartAsync(new NewRun("e", "bob") { Name = "100% linear" }, default)).RunId;
        await tracking.FinishAsync(linear, RunStatus.Failed, "because", default);
        var queries = core.Get<RunQueries>();

        async Task<string[]> Found(RunFilter filter) =>
            [.. (await queries.PageAsync(filter, new PageQuery(), default)).Items.Select(r => r.Run.RunId)];

        Assert.Equal([boosted], await Found(new RunFilter { Text = "BOOST" }));
        Assert.Equal([linear], await Found(new RunFilter { Text = "100%" }));
        Assert.Empty(await Found(new RunFilter { Text = "l%r" }));
        Assert.Empty(await Found(new RunFilter { Text = "\0" }));
        Assert.Equal([linear], await Found(new RunFilter { Statuses = [RunStatus.Failed] }));
        await Assert.ThrowsAsync<InvalidException>(() => Found(new RunFilter { Sort = "1; drop table runs" }));
        await Assert.ThrowsAsync<NotFoundException>(() => Found(new RunFilter { Experiment = "nowhere" }));
    }

    [Fact]
    public async Task Two_hundred_runs_are_compared()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        string[] ids = await ManyRuns.InsertAsync(core, 201);

        RunComparison comparison = await core.Get<RunQueries>().CompareAsync(ids[..200], default);

        Assert.Equal(ids[..200], comparison.Runs.Select(r => r.RunId));
        Assert.True(comparison.Parameters[0].Differs);
        // ManyRuns logs the loss 1 / (i + 1), so the last run is the best one.
        Assert.Equal(199, comparison.Metrics.Single(m => m.Key == "loss").Best);
        await Assert.ThrowsAsync<InvalidException>(() => core.Get<RunQueries>().CompareAsync(ids, default));
        await Assert.ThrowsAsync<InvalidException>(() => core.Get<RunQueries>().CompareAsync([ids[0], ids[0]], default));
        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<RunQueries>().CompareAsync([ids[0], "nobody"], default));
    }

    [Fact]
    public async Task Experiments_name_the_best_run_by_the_metric_of_the_latest()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        string[] ids = await ManyRuns.InsertAsync(core, 100);
        await core.Get<TrackingService>().GetOrCreateExperimentAsync("empty", "ada", default);

        Page<ExperimentRow> page = await core.Get<RunQueries>().ExperimentsAsync(new PageQuery(), default);

        Assert.Equal(["empty", "many"], page.Items.Select(e => e.Experiment.Name));
        Assert.Equal((0, null), (page.Items[0].TotalRuns, page.Items[0].Best));
        // ManyRuns leaves every tenth run running; of the finished ones the last has the least loss.
        Assert.Equal((100, ids[99], "loss"), (page.Items[1].TotalRuns, page.Items[1].Best?.RunId, page.Items[1].Best?.Metric));
        Assert.Equal(0.01, page.Items[1].Best?.Value);
        Assert.Equal(100, (await core.Get<RunQueries>().ExperimentAsync("many", default)).TotalRuns);
    }
}
