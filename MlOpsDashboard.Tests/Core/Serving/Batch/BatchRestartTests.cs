using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving.Batch;

/// <summary>What a crash leaves behind is written by hand: rows that say "running" with nothing that runs.</summary>
public sealed class BatchRestartTests
{
    [Fact]
    public async Task A_job_that_the_programs_end_cut_off_is_run_again_from_the_start()
    {
        using var folder = new TempFolder();
        string jobId = await CrashAsync(folder.FullName, attempts: 1);

        await using CoreHost core = await BatchHost.StartAsync(folder: folder.FullName);
        BatchJob job = await BatchHost.EndAsync(core, jobId);

        Assert.Equal((BatchState.Succeeded, 2, 50L), (job.State, job.Attempts, job.RowsDone));
        Assert.Equal(51, (await BatchHost.ResultAsync(core, jobId)).Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_job_that_ends_the_program_again_and_again_is_given_up()
    {
        using var folder = new TempFolder();
        string jobId = await CrashAsync(folder.FullName, attempts: 3);

        await using CoreHost core = await BatchHost.StartAsync(folder: folder.FullName);
        BatchJob job = await BatchHost.EndAsync(core, jobId);

        Assert.Equal(BatchState.Failed, job.State);
        Assert.Contains("3 times", job.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graceful_stop_puts_the_running_job_back()
    {
        using var folder = new TempFolder();
        string jobId;
        await using (CoreHost before = await BatchHost.StartAsync(folder: folder.FullName))
        {
            await ServingHost.PromoteAsync(before, "shop", 1);
            jobId = (await BatchHost.AskAsync(before, BatchHost.Csv(2_000_000))).JobId;
            await Wait.UntilAsync(async () => (await before.Get<BatchService>().GetAsync(jobId, default)) is { State: BatchState.Running, RowsDone: > 0 });
        }

        await using CoreHost core = await BatchHost.StartAsync(folder: folder.FullName);
        await Wait.UntilAsync(async () => (await core.Get<BatchService>().GetAsync(jobId, default)) is { Attempts: 2, RowsDone: > 0 });
        await core.Get<BatchService>().CancelAsync(jobId, "ada", default);

        Assert.Equal(BatchState.Cancelled, (await BatchHost.EndAsync(core, jobId)).State);
    }

    private static async Task<string> CrashAsync(string folder, int attempts)
    {
        await using CoreHost core = await BatchHost.StartAsync(folder: folder);
        await ServingHost.PromoteAsync(core, "shop", 1);
        string jobId = (await BatchHost.AskAsync(core, BatchHost.Csv(50))).JobId;
        await BatchHost.EndAsync(core, jobId);
        await using var context = await core.Contexts.CreateDbContextAsync();
        await context.Set<BatchJob>().Where(job => job.JobId == jobId).ExecuteUpdateAsync(set => set
            .SetProperty(job => job.State, BatchState.Running)
            .SetProperty(job => job.FinishedAt, (DateTimeOffset?)null)
            .SetProperty(job => job.RowsDone, 7L)
            .SetProperty(job => job.ResultSha256, (string?)null)
            .SetProperty(job => job.Attempts, attempts));
        return jobId;
    }
}
