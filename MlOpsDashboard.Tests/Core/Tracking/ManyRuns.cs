using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Tracking;

/// <summary>Writes many runs straight into the database: the service would take a transaction for each step of each.</summary>
internal static class ManyRuns
{
    /// <summary>Runs of the experiment <c>many</c>: run i has the parameter depth = i % 7 and the loss 1 / (i + 1).</summary>
    public static async Task<string[]> InsertAsync(CoreHost core, int count)
    {
        Experiment experiment = await core.Get<TrackingService>().GetOrCreateExperimentAsync("many", "ada", default);
        await using var context = await core.Contexts.CreateDbContextAsync();
        DateTimeOffset start = core.Clock.GetUtcNow();
        var ids = new string[count];
        for (int i = 0; i < count; i++)
        {
            ids[i] = Ids.New(core.Clock);
            context.Add(new Run
            {
                RunId = ids[i],
                ExperimentId = experiment.ExperimentId,
                Experiment = experiment.Name,
                Name = $"run {i % 50}",
                StartedAt = start.AddSeconds(i / 3),
                EndedAt = i % 10 == 0 ? null : start.AddSeconds(i),
                Status = i % 10 == 0 ? RunStatus.Running : RunStatus.Finished,
                CreatedBy = "ada",
                Metric = "loss",
                Score = i % 10 == 0 ? null : 1.0 / (i + 1),
            });
            context.Add(new RunParameter { RunId = ids[i], Key = "depth", Value = $"{i % 7}" });
            context.Add(RunMetric.Of(ids[i], new MetricPoint("loss", 1.0 / (i + 1), 0, start)));
        }

        await context.SaveChangesAsync();
        return ids;
    }
}
