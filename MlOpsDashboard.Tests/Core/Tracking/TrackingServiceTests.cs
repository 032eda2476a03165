using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tracking;

public sealed class TrackingServiceTests
{
    private static readonly DateTimeOffset s_at = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Run_with_everything_is_read_back_as_it_was_written()
    {
        var clock = new FakeTimeProvider();
        await using var core = await CoreHost.StartAsync(services => services.AddTracking(), clock: clock);
        var tracking = core.Get<TrackingService>();
        Run run = await tracking.StartAsync(
            new NewRun("churn", "ada")
            {
                Name = "first",
                JobId = "job",
                DatasetName = "telco",
                DatasetVersion = 2,
                DatasetSha256 = new string('a', 64),
                Seed = 42,
                CodeVersion = "0.1.0",
                Environment = new Dictionary<string, string> { ["os"] = "Linux" },
                Metric = "roc_auc",
                Tags = new Dictionary<string, string> { ["team"] = "blue" },
                Parameters = new Dictionary<string, string> { ["depth"] = "6" },
            },
            default);
        await tracking.LogParametersAsync(run.RunId, new Dictionary<string, string> { ["rate"] = "0.1", ["depth"] = "6" }, default);
        await tracking.LogMetricsAsync(run.RunId, [new("roc_auc", 0.8, 1, s_at), new("roc_auc", 0.9, 2, s_at)], default);
        await tracking.AddArtifactAsync(run.RunId, "plots/roc.json", "application/json", "{}"u8.ToArray(), default);
        var model = await core.Artifacts.PutAsync(new MemoryStream([1, 2, 3]), default);
        await tracking.SetModelAsync(run.RunId, model, new ModelSummary("linear", TaskKind.Binary, "churned", "{}"), default);
        clock.Advance(TimeSpan.FromMinutes(1));
        await tracking.FinishAsync(run.RunId, RunStatus.Finished, null, default);

        RunDetails read = await core.Get<RunQueries>().GetAsync(run.RunId, default);

        Assert.Equal(("churn", "first", "ada", "job"), (read.Run.Experiment, read.Run.Name, read.Run.CreatedBy, read.Run.JobId));
        Assert.Equal(("telco", 2, 42L, "0.1.0"), (read.Run.DatasetName, read.Run.DatasetVersion, read.Run.Seed, read.Run.CodeVersion));
        Assert.Equal("Linux", read.Run.Environment["os"]);
        Assert.Equal((RunStatus.Finished, 0.9), (read.Run.Status, read.Run.Score));
        Assert.Equal(TimeSpan.FromMinutes(1), read.Run.EndedAt - read.Run.StartedAt);
        Assert.Equal((model.Sha256, 3L, "linear"), (read.Run.ModelSha256, read.Run.ModelBytes, read.Run.Model?.Learner));
        Assert.Equal(new Dictionary<string, string> { ["depth"] = "6", ["rate"] = "0.1" }, read.Parameters);
        Assert.Equal("blue", read.Tags["team"]);
        Assert.Equal(0.9, read.Metrics["roc_auc"].Value);
        Assert.Equal("plots/roc.json", Assert.Single(read.Artifacts).Path);
    }

    [Fact]
    public async Task Ended_run_takes_nothing_but_tags_name_and_notes()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        await tracking.FinishAsync(id, RunStatus.Finished, null, default);

        await Assert.ThrowsAsync<ConflictException>(() => tracking.LogMetricsAsync(id, [new("m", 1, 0, s_at)], default));
        await Assert.ThrowsAsync<ConflictException>(
            () => tracking.LogParametersAsync(id, new Dictionary<string, string> { ["p"] = "1" }, default));
        await Assert.ThrowsAsync<ConflictException>(() => tracking.AddArtifactAsync(id, "a", "text/plain", new byte[1], default));
        await Assert.ThrowsAsync<ConflictException>(() => tracking.FinishAsync(id, RunStatus.Failed, "no", default));
        await tracking.SetTagsAsync(id, new Dictionary<string, string> { ["t"] = "1" }, default);
        await tracking.SetTagsAsync(id, new Dictionary<string, string> { ["t"] = "2" }, default);
        await tracking.DescribeAsync(id, "better name", "notes", default);

        RunDetails read = await core.Get<RunQueries>().GetAsync(id, default);
        Assert.Equal(("2", "better name", "notes"), (read.Tags["t"], read.Run.Name, read.Run.Notes));
        await tracking.DeleteTagAsync(id, "t", default);
        await Assert.ThrowsAsync<NotFoundException>(() => tracking.DeleteTagAsync(id, "t", default));
    }

    [Fact]
    public async Task Parameter_again_with_another_value_is_refused_whole()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        await tracking.LogParametersAsync(id, new Dictionary<string, string> { ["p"] = "1" }, default);

        await Assert.ThrowsAsync<ConflictException>(
            () => tracking.LogParametersAsync(id, new Dictionary<string, string> { ["a"] = "1", ["p"] = "2" }, default));

        Assert.Equal(["p"], (await core.Get<RunQueries>().GetAsync(id, default)).Parameters.Keys);
    }

    // The rule of MLflow's store: greatest step, then latest time, then greatest value.
    [Fact]
    public async Task Latest_metric_goes_by_step_then_time_then_value_in_whatever_order_they_come()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        await tracking.LogMetricsAsync(id, [new("m", 5, 7, s_at), new("m", 9, 3, s_at.AddHours(1))], default);
        await tracking.LogMetricsAsync(id, [new("m", 4, 7, s_at.AddSeconds(1)), new("m", 3, 7, s_at.AddSeconds(1)), new("m", double.NaN, 7, s_at.AddSeconds(1))], default);

        Assert.Equal(new MetricPoint("m", 4, 7, s_at.AddSeconds(1)), (await core.Get<RunQueries>().GetAsync(id, default)).Metrics["m"]);
        Assert.Equal(5, (await core.Get<RunQueries>().HistoryAsync(id, "m", default)).Total);
    }

    [Fact]
    public async Task Metrics_not_a_number_and_infinite_are_kept_as_they_are()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada") { Metric = "loss" }, default)).RunId;
        double[] values = [1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon];
        await tracking.LogMetricsAsync(id, [.. values.Select((v, i) => new MetricPoint("loss", v, i, s_at))], default);
        await tracking.LogMetricsAsync(id, [new("loss", double.NaN, 99, s_at)], default);
        Run ended = await tracking.FinishAsync(id, RunStatus.Finished, null, default);

        MetricSeries series = await core.Get<RunQueries>().HistoryAsync(id, "loss", default);
        Assert.Equal([.. values, double.NaN], series.Points.Select(p => p.Value));
        Assert.Null(ended.Score);
    }

    [Theory]
    [InlineData("", "experiment")]
    [InlineData("a/b", "experiment")]
    [InlineData("..", "experiment")]
    [InlineData("a\u0000b", "experiment")]
    [InlineData(" padded", "experiment")]
    public async Task Names_that_are_paths_or_unprintable_are_refused(string name, string field)
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var refused = await Assert.ThrowsAsync<InvalidException>(
            () => core.Get<TrackingService>().StartAsync(new NewRun(name, "ada"), default));
        Assert.Contains(field, refused.Errors.Keys);
    }

    [Fact]
    public async Task Names_with_half_a_character_are_refused()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        string half = "a" + (char)0xD800;
        await Assert.ThrowsAsync<InvalidException>(() => core.Get<TrackingService>().StartAsync(new NewRun(half, "ada"), default));
        await core.Get<TrackingService>().StartAsync(new NewRun("rocket \U0001F680", "ada"), default);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("C:x")]
    [InlineData("a/./b")]
    public async Task Artifact_paths_that_lead_elsewhere_are_refused(string path)
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        var refused = await Assert.ThrowsAsync<InvalidException>(
            () => tracking.AddArtifactAsync(id, path, "text/plain", new byte[1], default));
        Assert.Contains("path", refused.Errors.Keys);
    }

    [Fact]
    public async Task Orphans_running_runs_of_jobs_that_are_gone_fail_with_the_reason()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        string gone = (await tracking.StartAsync(new NewRun("e", "ada") { JobId = "gone" }, default)).RunId;
        string alive = (await tracking.StartAsync(new NewRun("e", "ada") { JobId = "alive" }, default)).RunId;
        string outside = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;

        Assert.Equal(1, await tracking.MarkOrphanedAsync(new HashSet<string> { "alive" }, null, "The server stopped.", default));

        var queries = core.Get<RunQueries>();
        Run failed = (await queries.GetAsync(gone, default)).Run;
        Assert.Equal((RunStatus.Failed, "The server stopped."), (failed.Status, failed.Error));
        Assert.Equal(RunStatus.Running, (await queries.GetAsync(alive, default)).Run.Status);
        Assert.Equal(RunStatus.Running, (await queries.GetAsync(outside, default)).Run.Status);
    }

    [Fact]
    public async Task Experiments_made_many_times_at_once_are_one()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        Experiment[] made = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => tracking.GetOrCreateExperimentAsync("same", "ada", default))));
        Assert.Single(made.Select(e => e.ExperimentId).Distinct());
    }

    [Fact]
    public async Task Writes_to_one_run_at_once_all_arrive()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        var tracking = core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Task.Run(() => tracking.LogMetricsAsync(id, [new("m", i, i, s_at)], default))));

        MetricSeries series = await core.Get<RunQueries>().HistoryAsync(id, "m", default);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (double)i), series.Points.Select(p => p.Value));
        Assert.Equal(19, (await core.Get<RunQueries>().GetAsync(id, default)).Metrics["m"].Value);
    }
}
