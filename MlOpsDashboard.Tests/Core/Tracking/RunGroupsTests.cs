using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tracking;

public sealed class RunGroupsTests
{
    [Fact]
    public async Task Runs_are_gathered_by_job_and_by_learner_with_the_best_of_each()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddTracking());
        string search = await AddAsync(core, "job-1", "linear", 0.8);
        await AddAsync(core, "job-1", "linear", 0.95, search);
        await AddAsync(core, "job-1", "forest", 0.9, search);
        await AddAsync(core, "job-2", "forest", 0.7);
        await AddAsync(core, null, null, 0.5);
        var queries = core.Get<RunQueries>();
        var all = new RunFilter { Experiment = "e" };

        IReadOnlyList<RunGroup> jobs = await queries.ListGroupsAsync(all, RunGrouping.Job, default);
        IReadOnlyList<RunGroup> learners = await queries.ListGroupsAsync(all, RunGrouping.Learner, default);

        // A search is judged on rows set aside, and so stands before its trials, however good they were.
        Assert.Equal([(null, 1, 0.5, false), ("job-2", 1, 0.7, false), ("job-1", 3, 0.8, false)], jobs.Select(group => (group.Key, group.Count, group.Best!.Value, group.IsOfParts)));
        Assert.Equal([("forest", 2, 0.7, false), ("linear", 2, 0.8, false), (null, 1, 0.5, false)], learners.Select(group => (group.Key, group.Count, group.Best!.Value, group.IsOfParts)));
        Assert.Equal([0.9], (await queries.ListGroupsAsync(all with { ParentRunId = search, Text = "forest" }, RunGrouping.Job, default)).Where(group => group.IsOfParts).Select(group => group.Best!.Value));
        foreach (RunGroup group in jobs.Concat(learners))
        {
            Page<RunRow> rows = await queries.PageAsync(all with { Group = (group.By, group.Key) }, new PageQuery(), default);
            Assert.Equal(group.Count, rows.Items.Count);
        }
    }

    private static async Task<string> AddAsync(CoreHost core, string? job, string? learner, double score, string? parent = null)
    {
        var tracking = core.Get<TrackingService>();
        Dictionary<string, string> parameters = learner is null ? [] : new() { [RunParameters.Learner] = learner };
        Run run = await tracking.StartAsync(new NewRun("e", "ada") { JobId = job, ParentRunId = parent, Metric = "roc_auc", Parameters = parameters }, default);
        await tracking.LogMetricsAsync(run.RunId, [new("roc_auc", score, 0, run.StartedAt)], default);
        await tracking.FinishAsync(run.RunId, RunStatus.Finished, null, default);
        return run.RunId;
    }
}
