using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Training;

/// <summary>What a crash leaves behind is written by hand: rows that say "running" with nothing that runs.</summary>
public sealed class TrainingRestartTests
{
    [Fact]
    public async Task A_job_that_the_programs_end_cut_off_goes_on()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-training-").FullName;
        (string jobId, string orphan) = await CrashAsync(folder, attempts: 1);

        await using CoreHost core = await TrainingHost.StartAsync(folder);
        TrainingJob job = await TrainingHost.EndAsync(core, jobId);

        Assert.Equal((TrainingState.Succeeded, 2), (job.State, job.Attempts));
        Assert.Equal(RunStatus.Failed, (await core.Get<RunQueries>().GetAsync(orphan, default)).Run.Status);
        Assert.NotNull(await core.Get<RegistryService>().FindByRunAsync(job.RunId!, default));
    }

    [Fact]
    public async Task A_job_that_ends_the_program_again_and_again_is_given_up()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-training-").FullName;
        (string jobId, _) = await CrashAsync(folder, attempts: 3);

        await using CoreHost core = await TrainingHost.StartAsync(folder);
        TrainingJob job = await TrainingHost.EndAsync(core, jobId);

        Assert.Equal(TrainingState.Failed, job.State);
        Assert.Contains("3 times", job.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_whose_model_was_kept_already_is_not_done_twice()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-training-").FullName;
        string jobId;
        await using (CoreHost before = await TrainingHost.StartAsync(folder))
        {
            await TrainingHost.StoreAsync(before);
            jobId = (await before.Get<TrainingService>().StartAsync(TrainingHost.Quick, "ada", null, default)).JobId;
            await TrainingHost.EndAsync(before, jobId);
            await SetAsync(before, jobId, attempts: 1, keepRun: true);
        }

        await using CoreHost core = await TrainingHost.StartAsync(folder);
        TrainingJob job = await TrainingHost.EndAsync(core, jobId);

        Assert.Equal((TrainingState.Succeeded, 1), (job.State, job.Attempts));
        Assert.Equal(1, (await core.Get<RegistryService>().GetModelAsync("shop", default)).Versions);
    }

    [Fact]
    public async Task A_search_goes_on_behind_the_trials_that_had_ended_and_finds_the_same_model()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-training-").FullName;
        string jobId;
        string whole;
        IReadOnlyList<TrainingTrial> trials;
        await using (CoreHost before = await TrainingHost.StartAsync(folder))
        {
            await TrainingHost.StoreAsync(before);
            jobId = (await before.Get<TrainingService>().StartAsync(TrainingHost.Quick with { Trials = 6 }, "ada", null, default)).JobId;
            TrainingJob job = await TrainingHost.EndAsync(before, jobId);
            whole = (await before.Get<RunQueries>().GetAsync(job.RunId!, default)).Run.ModelSha256!;
            trials = await before.Get<TrainingService>().TrialsAsync(jobId, default);
            await SetAsync(before, jobId, attempts: 1, keepRun: false);
            await ForgetAfterAsync(before, jobId, trial: 3);
        }

        await using CoreHost core = await TrainingHost.StartAsync(folder);
        TrainingJob again = await TrainingHost.EndAsync(core, jobId);
        IReadOnlyList<TrainingTrial> all = await core.Get<TrainingService>().TrialsAsync(jobId, default);

        Assert.Equal(trials.Select(trial => (trial.Number, trial.Learner, trial.Hyperparameters, trial.Value)), all.Select(trial => (trial.Number, trial.Learner, trial.Hyperparameters, trial.Value)));
        Assert.Equal(trials.Take(3).Select(trial => trial.RunId), all.Take(3).Select(trial => trial.RunId));
        Assert.Equal(trials.Count, again.TrialsDone);
        Assert.Equal(whole, (await core.Get<RunQueries>().GetAsync(again.RunId!, default)).Run.ModelSha256);
    }

    [Fact]
    public async Task Outer_folds_that_had_ended_are_not_repeated()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-training-").FullName;
        string jobId;
        OuterFold[] folds;
        TrainingRequest request = TrainingHost.Quick with { Validation = new ValidationRequest { Kind = "nested", OuterFolds = 2 } };
        await using (CoreHost before = await TrainingHost.StartAsync(folder))
        {
            await TrainingHost.StoreAsync(before);
            jobId = (await before.Get<TrainingService>().StartAsync(request, "ada", null, default)).JobId;
            folds = [.. (await TrainingHost.EndAsync(before, jobId)).OuterFolds];
            await SetAsync(before, jobId, attempts: 1, keepRun: false);
        }

        Assert.Equal([1, 2], folds.Select(fold => fold.Number));
        await using CoreHost core = await TrainingHost.StartAsync(folder);
        TrainingJob again = await TrainingHost.EndAsync(core, jobId);
        IReadOnlyList<TrainingLogLine> lines = await core.Get<TrainingService>().LogAsync(jobId, 0, default);

        Assert.Equal((TrainingState.Succeeded, 2), (again.State, again.Attempts));
        Assert.Equal(folds, again.OuterFolds);
        Assert.Single(lines, line => line.Message.StartsWith("Outer fold 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_graceful_stop_puts_the_running_job_back()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-training-").FullName;
        string jobId;
        await using (CoreHost before = await TrainingHost.StartAsync(folder))
        {
            await TrainingHost.StoreAsync(before);
            jobId = (await before.Get<TrainingService>().StartAsync(TrainingHost.Long, "ada", null, default)).JobId;
            await TrainingHost.UntilRunningAsync(before, jobId);
        }

        await using CoreHost core = await TrainingHost.StartAsync(folder);
        await Wait.UntilAsync(async () => (await core.Get<TrainingService>().GetAsync(jobId, default)) is { Attempts: 2, BestValue: not null });
        await core.Get<TrainingService>().CancelAsync(jobId, "ada", default);

        Assert.Equal(TrainingState.Cancelled, (await TrainingHost.EndAsync(core, jobId)).State);
    }

    private static async Task<(string JobId, string RunId)> CrashAsync(string folder, int attempts)
    {
        await using CoreHost core = await TrainingHost.StartAsync(folder);
        await TrainingHost.StoreAsync(core);
        string jobId = (await core.Get<TrainingService>().StartAsync(TrainingHost.Quick, "ada", null, default)).JobId;
        await TrainingHost.EndAsync(core, jobId);
        Run orphan = await core.Get<TrackingService>().StartAsync(new NewRun("shop", "ada") { JobId = jobId }, default);
        await SetAsync(core, jobId, attempts, keepRun: false);
        return (jobId, orphan.RunId);
    }

    private static async Task SetAsync(CoreHost core, string jobId, int attempts, bool keepRun)
    {
        await using var context = await core.Contexts.CreateDbContextAsync();
        await context.Set<TrainingJob>().Where(job => job.JobId == jobId).ExecuteUpdateAsync(set => set
            .SetProperty(job => job.State, TrainingState.Running)
            .SetProperty(job => job.FinishedAt, (DateTimeOffset?)null)
            .SetProperty(job => job.Attempts, attempts)
            .SetProperty(job => job.RunId, job => keepRun ? job.RunId : null));
    }

    private static async Task ForgetAfterAsync(CoreHost core, string jobId, int trial)
    {
        await using var context = await core.Contexts.CreateDbContextAsync();
        await context.Set<TrainingTrial>().Where(row => row.JobId == jobId && row.Number > trial).ExecuteDeleteAsync();
    }
}
