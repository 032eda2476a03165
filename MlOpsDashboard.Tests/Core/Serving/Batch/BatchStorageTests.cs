using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving.Batch;

/// <summary>What becomes of batch jobs when the database refuses writes, and when somebody stops them at the last moment.</summary>
public sealed class BatchStorageTests
{
    [Theory]
    [InlineData(FaultyDatabase.Full)]
    [InlineData(FaultyDatabase.Locked)]
    public async Task A_job_whose_end_could_not_be_written_ends_when_the_database_takes_writes_again(int code)
    {
        var database = new FaultyDatabase();
        await using CoreHost core = await StartAsync(database);
        await ServingHost.PromoteAsync(core, "shop", 1);
        string jobId;
        using (BatchHost.Hold(core.Get<BackgroundThreads>()))
        {
            jobId = (await BatchHost.AskAsync(core, BatchHost.Csv(50))).JobId;
            await UntilRunningAsync(core, jobId);
            database.Refuse(code);
        }

        await Wait.UntilAsync(() => database.Refused > 5);
        Assert.Equal(BatchState.Running, (await core.Get<BatchService>().GetAsync(jobId, default)).State);
        database.Recover();

        Assert.Equal((BatchState.Succeeded, 50L), await EndAsync(core, jobId));
    }

    [Fact]
    public async Task A_job_that_was_told_to_stop_in_its_last_moment_does_not_succeed()
    {
        var database = new FaultyDatabase();
        await using CoreHost core = await StartAsync(database);
        await ServingHost.PromoteAsync(core, "shop", 1);
        string jobId;
        using (BatchHost.Hold(core.Get<BackgroundThreads>()))
        {
            jobId = (await BatchHost.AskAsync(core, BatchHost.Csv(50))).JobId;
            await UntilRunningAsync(core, jobId);

            // The running job does not come to look whether another node was asked to stop it, as this one is now.
            database.Refuse(FaultyDatabase.Full);
            await using var elsewhere = new SqliteConnection(core.Get<DatabaseConnection>().ConnectionString);
            await elsewhere.OpenAsync();
            await using SqliteCommand command = elsewhere.CreateCommand();
            command.CommandText = $"UPDATE batch_jobs SET cancel_requested_at = 1, cancelled_by = 'bob' WHERE job_id = '{jobId}'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        int refused = database.Refused;
        await Wait.UntilAsync(() => database.Refused > refused + 3);
        database.Recover();
        BatchJob job = await BatchHost.EndAsync(core, jobId);

        Assert.Equal((BatchState.Cancelled, "bob", null), (job.State, job.CancelledBy, job.ResultSha256));
        await Assert.ThrowsAsync<ConflictException>(() => core.Get<BatchService>().OpenResultAsync(jobId, default));
    }

    [Fact]
    public async Task A_job_that_nothing_runs_any_more_ends_when_it_is_cancelled()
    {
        await using CoreHost core = await BatchHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        string jobId = (await BatchHost.AskAsync(core, BatchHost.Csv(50))).JobId;
        await BatchHost.EndAsync(core, jobId);
        await Wait.UntilAsync(async () => !await core.Get<JobDispatcher>().ExistsAsync<BatchWork>(jobId, default));
        await using (var context = await core.Contexts.CreateDbContextAsync())
        {
            await context.Set<BatchJob>().ExecuteUpdateAsync(set => set
                .SetProperty(row => row.State, BatchState.Running).SetProperty(row => row.FinishedAt, (DateTimeOffset?)null));
        }

        BatchJob job = await core.Get<BatchService>().CancelAsync(jobId, "bob", default);

        Assert.Equal((BatchState.Cancelled, "bob"), (job.State, job.CancelledBy));
    }

    private static Task<CoreHost> StartAsync(FaultyDatabase database) => CoreHost.StartAsync(
        services =>
        {
            services.AddAudit().AddJobs(new ConfigurationBuilder().Build()).AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing().AddBatchPrediction();
            database.AddTo(services);
        },
        settings: new Dictionary<string, string?> { ["Jobs:WorkerThreads"] = "1" });

    private static Task UntilRunningAsync(CoreHost core, string jobId) => Wait.UntilAsync(
        async () => (await core.Get<BatchService>().GetAsync(jobId, default)).State == BatchState.Running);

    private static async Task<(BatchState State, long Rows)> EndAsync(CoreHost core, string jobId)
    {
        BatchJob job = await BatchHost.EndAsync(core, jobId);
        return (job.State, job.RowsDone);
    }
}
