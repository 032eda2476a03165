using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Training;

/// <summary>A database that takes no writes for a while: the job comes to its end all the same.</summary>
public sealed class TrainingStorageTests
{
    [Theory]
    [InlineData(FaultyDatabase.Full)]
    [InlineData(FaultyDatabase.Locked)]
    public async Task A_job_whose_end_could_not_be_written_ends_when_the_database_takes_writes_again(int code)
    {
        var database = new FaultyDatabase();
        await using CoreHost core = await StartAsync(database);
        await TrainingHost.StoreAsync(core);
        string jobId = (await core.Get<TrainingService>().StartAsync(TrainingHost.Quick with { Trials = 40 }, "ada", null, default)).JobId;
        await Wait.UntilAsync(async () => (await core.Get<TrainingService>().GetAsync(jobId, default)).TrialsDone > 0);
        database.Refuse(code);

        // Long enough for the search, whose trials, model, run and end are all refused meanwhile.
        await Wait.UntilAsync(() => database.Refused > 12);
        Assert.Equal(TrainingState.Running, (await core.Get<TrainingService>().GetAsync(jobId, default)).State);
        database.Recover();
        TrainingJob job = await TrainingHost.EndAsync(core, jobId);

        Assert.Equal((TrainingState.Succeeded, null, 1), (job.State, job.Error, job.Attempts));
        Run run = (await core.Get<RunQueries>().GetAsync(job.RunId!, default)).Run;
        Assert.Equal(RunStatus.Finished, run.Status);
        Assert.NotNull(run.ModelSha256);
        Assert.Equal(40, (await core.Get<TrainingService>().TrialsAsync(jobId, default)).Count);
    }

    [Fact]
    public async Task A_journal_goes_on_after_writes_that_were_refused()
    {
        var database = new FaultyDatabase();
        await using CoreHost core = await StartAsync(database);
        await TrainingHost.StoreAsync(core);
        var training = core.Get<TrainingService>();
        string jobId = (await training.StartAsync(TrainingHost.Long, "ada", null, default)).JobId;
        await Wait.UntilAsync(async () => (await training.GetAsync(jobId, default)).TrialsDone > 0);
        database.Refuse(FaultyDatabase.Full);
        await Wait.UntilAsync(() => database.Refused > 3);
        database.Recover();

        int done = (await training.GetAsync(jobId, default)).TrialsDone;
        await Wait.UntilAsync(async () => (await training.GetAsync(jobId, default)).TrialsDone > done);
        await training.CancelAsync(jobId, "ada", default);
        Assert.Equal(TrainingState.Cancelled, (await TrainingHost.EndAsync(core, jobId)).State);
        Assert.Contains(await training.LogAsync(jobId, 0, default), line => line.Message.Contains("could not be stored", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_nothing_runs_any_more_ends_when_it_is_cancelled()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        string jobId = await LoseAsync(core);

        TrainingJob job = await core.Get<TrainingService>().CancelAsync(jobId, "bob", default);

        Assert.Equal((TrainingState.Cancelled, "bob"), (job.State, job.CancelledBy));
        Assert.NotNull(job.FinishedAt);
        await Assert.ThrowsAsync<ConflictException>(() => core.Get<TrainingService>().CancelAsync(jobId, "bob", default));
    }

    [Fact]
    public async Task A_job_that_nothing_runs_any_more_is_taken_up_at_the_next_beat()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        var clock = new FakeTimeProvider();
        using var beat = new JobBeat<TrainingWork>(
            core.Get<JobQueue<TrainingWork>>(),
            core.Get<TrainingJobStore>().OpenAsync,
            core.Get<BackgroundLoops>(),
            clock,
            NullLogger<JobBeat<TrainingWork>>.Instance);
        await beat.StartAsync(default);
        string jobId = await LoseAsync(core);
        await Wait.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return (await core.Get<TrainingService>().GetAsync(jobId, default)).HasEnded;
        });
        await beat.StopAsync(default);

        Assert.Equal(TrainingState.Succeeded, (await core.Get<TrainingService>().GetAsync(jobId, default)).State);
    }

    [Fact]
    public async Task A_job_that_runs_is_left_alone_by_the_beat()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        string jobId = (await core.Get<TrainingService>().StartAsync(TrainingHost.Long, "ada", null, default)).JobId;
        await TrainingHost.UntilRunningAsync(core, jobId);

        await core.Get<JobQueue<TrainingWork>>().ReviveAsync(await core.Get<TrainingJobStore>().OpenAsync(default), default);
        await core.Get<TrainingService>().CancelAsync(jobId, "ada", default);

        Assert.Equal((TrainingState.Cancelled, 1), ((await TrainingHost.EndAsync(core, jobId)).State, (await TrainingHost.EndAsync(core, jobId)).Attempts));
    }

    /// <summary>A job that the table calls running although neither this process nor the scheduler knows it.</summary>
    private static async Task<string> LoseAsync(CoreHost core)
    {
        await TrainingHost.StoreAsync(core);
        string jobId = (await core.Get<TrainingService>().StartAsync(TrainingHost.Quick, "ada", null, default)).JobId;
        await TrainingHost.EndAsync(core, jobId);
        await Wait.UntilAsync(async () => !await core.Get<JobDispatcher>().ExistsAsync<TrainingWork>(jobId, default));
        await using var context = await core.Contexts.CreateDbContextAsync();
        await context.Set<TrainingJob>().ExecuteUpdateAsync(set => set
            .SetProperty(job => job.State, TrainingState.Running)
            .SetProperty(job => job.FinishedAt, (DateTimeOffset?)null)
            .SetProperty(job => job.RunId, (string?)null));
        return jobId;
    }

    private static Task<CoreHost> StartAsync(FaultyDatabase database) => CoreHost.StartAsync(services =>
    {
        services.AddAudit().AddJobs(new ConfigurationBuilder().Build()).AddDatasets().AddTracking().AddRegistry().AddTrash().AddTraining();
        database.AddTo(services);
    });
}
