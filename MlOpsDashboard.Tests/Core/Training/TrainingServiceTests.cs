using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Training;

public sealed class TrainingServiceTests
{
    [Fact]
    public async Task A_job_leaves_a_registered_model_and_a_run_for_every_trial()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        var training = core.Get<TrainingService>();

        TrainingJob started = await training.StartAsync(TrainingHost.Quick, "ada", null, default);
        TrainingJob job = await TrainingHost.EndAsync(core, started.JobId);

        Assert.Equal((TrainingState.Succeeded, 1.0, null), (job.State, job.Progress, job.Error));
        Assert.Equal(("linear", "roc_auc"), (job.BestLearner, job.BestMetric));
        Assert.InRange(job.BestValue!.Value, 0.8, 1);
        ModelVersion version = (await core.Get<RegistryService>().FindByRunAsync(job.RunId!, default))!;
        Assert.Equal(("shop:1", "linear", "shop", 1), (version.ModelId, version.Learner, version.DatasetName, version.DatasetVersion));
        (double low, double high) = MetricBounds.Of(version.Metrics, "roc_auc", end => end)!.Value;
        Assert.InRange(version.Metrics["roc_auc"], low, high);
        using Stream artifact = core.Artifacts.OpenRead(version.ArtifactSha256);
        Assert.Equal(["no", "yes"], ModelArtifact.Load(artifact).Signature.Classes);

        IReadOnlyList<TrainingTrial> trials = await training.TrialsAsync(job.JobId, default);
        Assert.Equal(job.TrialsDone, trials.Count);
        Assert.Equal(Enumerable.Range(1, trials.Count), trials.Select(trial => trial.Number));
        RunDetails run = await core.Get<RunQueries>().GetAsync(trials[1].RunId!, default);
        Assert.Equal((job.RunId, RunStatus.Finished, job.JobId), (run.Run.ParentRunId, run.Run.Status, run.Run.JobId));

        IReadOnlyList<TrainingLogLine> lines = await training.LogAsync(job.JobId, 0, default);
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(number => (long)number), lines.Select(line => line.Seq));
        Assert.Equal(lines.Skip(2).Select(line => line.Seq), (await training.LogAsync(job.JobId, 2, default)).Select(line => line.Seq));
    }

    [Fact]
    public async Task Steps_of_feature_engineering_are_told_by_run_and_version()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        var training = core.Get<TrainingService>();
        FeatureStepRequest encode = new() { Kind = "target_encoding", Columns = ["colour"] };
        FeatureStepRequest bin = new()
        {
            Kind = "binning",
            Columns = ["x"],
            Parameters = new Dictionary<string, JsonElement> { ["bins"] = JsonSerializer.SerializeToElement(6) },
        };

        string jobId = (await training.StartAsync(TrainingHost.Quick with { FeatureSteps = [encode, bin] }, "ada", null, default)).JobId;
        TrainingJob job = await TrainingHost.EndAsync(core, jobId);

        Assert.Equal((TrainingState.Succeeded, null), (job.State, job.Error));
        ModelVersion version = (await core.Get<RegistryService>().FindByRunAsync(job.RunId!, default))!;
        Assert.Equal("target_encoding of colour (folds 5, smoothing 10)", version.Parameters["feature_step_1"]);
        Assert.Equal("binning of x (bins 6, method quantile)", SignatureRows.Of(version)["step 2"]);
        using Stream artifact = core.Artifacts.OpenRead(version.ArtifactSha256);
        Assert.Equal(2, ModelArtifact.Load(artifact).Pipeline.Steps.Count);

        InvalidException wrong = await Assert.ThrowsAsync<InvalidException>(
            () => training.StartAsync(TrainingHost.Quick with { FeatureSteps = [bin, bin with { Columns = ["colour"] }] }, "ada", null, default));
        Assert.Equal(["feature_steps[1].columns"], wrong.Errors.Keys);
        InvalidException target = await Assert.ThrowsAsync<InvalidException>(
            () => training.StartAsync(TrainingHost.Quick with { FeatureSteps = [encode with { Columns = ["bought"] }] }, "ada", null, default));
        Assert.Equal(["'bought' is not among the features."], target.Errors["feature_steps[0].columns"]);
    }

    [Fact]
    public async Task An_ensemble_is_a_run_of_its_own_and_the_model_that_is_kept()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        var training = core.Get<TrainingService>();
        TrainingRequest request = TrainingHost.Quick with { Learners = ["gradient_boosting", "random_forest"], Trials = 6, Ensemble = true };

        TrainingJob job = await TrainingHost.EndAsync(core, (await training.StartAsync(request, "ada", null, default)).JobId);

        TrainingTrial last = (await training.TrialsAsync(job.JobId, default))[^1];
        Assert.Equal(("ensemble", 7, 6), (last.Learner, last.Number, job.TrialsDone));
        Assert.Equal(("ensemble", last.Value), (job.BestLearner, job.BestValue));
        RunDetails run = await core.Get<RunQueries>().GetAsync(last.RunId!, default);
        Assert.Equal((job.RunId, "trial 7: ensemble"), (run.Run.ParentRunId, run.Run.Name));
        Assert.Contains(run.Parameters, parameter => parameter.Key == "member_02.weight");
        RunDetails search = await core.Get<RunQueries>().GetAsync(job.RunId!, default);
        Assert.Contains(search.Parameters, parameter => parameter is { Key: "ensemble", Value: "true" });
        Assert.Contains(search.Parameters, parameter => parameter.Key == "ensemble.member_01.learner");
        ModelVersion version = (await core.Get<RegistryService>().FindByRunAsync(job.RunId!, default))!;
        Assert.Equal("ensemble", version.Learner);
        using Stream artifact = core.Artifacts.OpenRead(version.ArtifactSha256);
        Assert.Equal("ensemble", ModelArtifact.Load(artifact).Metadata.Learner);
    }

    [Fact]
    public async Task A_calibrated_job_keeps_its_reliability_before_and_after()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);

        TrainingJob job = await TrainingHost.EndAsync(
            core, (await core.Get<TrainingService>().StartAsync(TrainingHost.Quick with { Calibration = "platt" }, "ada", null, default)).JobId);

        JsonElement series = (await FileAsync(core, job.RunId!, "calibration.json")).GetProperty("series");
        Assert.Equal(["yes, calibrated", "yes, before"], series.EnumerateArray().Select(line => line.GetProperty("label").GetString()));
        RunDetails run = await core.Get<RunQueries>().GetAsync(job.RunId!, default);
        string[] told = [.. run.Metrics.Select(metric => metric.Key)];
        Assert.All((string[])["ece", "brier", "ece_before_calibration", "brier_before_calibration"], name => Assert.Contains(name, told));
        Assert.Contains(run.Parameters, parameter => parameter is { Key: "calibration", Value: "platt" });
    }

    [Fact]
    public async Task The_files_of_a_run_have_the_shapes_that_pages_draw()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);

        TrainingJob job = await TrainingHost.EndAsync(
            core, (await core.Get<TrainingService>().StartAsync(TrainingHost.Quick, "ada", null, default)).JobId);

        JsonElement confusion = await FileAsync(core, job.RunId!, "confusion_matrix.json");
        Assert.Equal(["no", "yes"], confusion.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(2, confusion.GetProperty("counts")[0].GetArrayLength());
        JsonElement roc = (await FileAsync(core, job.RunId!, "roc_curve.json")).GetProperty("series")[0];
        Assert.Equal("yes", roc.GetProperty("label").GetString());
        Assert.Equal(roc.GetProperty("x").GetArrayLength(), roc.GetProperty("y").GetArrayLength());
        Assert.InRange(roc.GetProperty("auc").GetDouble(), 0.5, 1);
        JsonElement calibration = (await FileAsync(core, job.RunId!, "calibration.json")).GetProperty("series")[0];
        Assert.Equal(calibration.GetProperty("predicted").GetArrayLength(), calibration.GetProperty("count").GetArrayLength());
        JsonElement importance = await FileAsync(core, job.RunId!, "importance.json");
        Assert.Equal("x", importance.GetProperty("features")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_running_job_is_cancelled_and_its_best_model_kept()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        var training = core.Get<TrainingService>();
        string jobId = (await training.StartAsync(TrainingHost.Long, "ada", null, default)).JobId;
        await Wait.UntilAsync(async () => (await training.GetAsync(jobId, default)).BestValue is not null);

        await training.CancelAsync(jobId, "bob", default);
        TrainingJob job = await TrainingHost.EndAsync(core, jobId);

        Assert.Equal((TrainingState.Cancelled, "bob", null), (job.State, job.CancelledBy, job.Error));
        Assert.NotNull(await core.Get<RegistryService>().FindByRunAsync(job.RunId!, default));
        await Assert.ThrowsAsync<ConflictException>(() => training.CancelAsync(jobId, "bob", default));
    }

    [Fact]
    public async Task Jobs_wait_for_their_turn_and_a_waiting_one_can_be_cancelled()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        var training = core.Get<TrainingService>();
        string first = (await training.StartAsync(TrainingHost.Long, "ada", null, default)).JobId;
        string second = (await training.StartAsync(TrainingHost.Quick, "ada", null, default)).JobId;
        string third = (await training.StartAsync(TrainingHost.Quick, "ada", null, default)).JobId;
        await TrainingHost.UntilRunningAsync(core, first);

        TrainingJob cancelled = await training.CancelAsync(second, "ada", default);
        Assert.Equal(TrainingState.Cancelled, cancelled.State);
        Assert.NotNull(cancelled.Error);
        Assert.Equal(TrainingState.Queued, (await training.GetAsync(third, default)).State);

        await training.CancelAsync(first, "ada", default);
        Assert.Equal(TrainingState.Succeeded, (await TrainingHost.EndAsync(core, third)).State);
    }

    [Fact]
    public async Task The_same_key_starts_one_job()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        var training = core.Get<TrainingService>();

        TrainingJob[] jobs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => training.StartAsync(TrainingHost.Quick, "ada", "key", default)));

        Assert.Single(jobs.Select(job => job.JobId).Distinct());
        await Assert.ThrowsAsync<ConflictException>(() => training.StartAsync(TrainingHost.Quick with { Seed = 7 }, "ada", "key", default));
        await TrainingHost.EndAsync(core, jobs[0].JobId);
    }

    [Theory]
    [InlineData("only", "target")]
    [InlineData("nothing", "target")]
    public async Task A_target_that_cannot_be_learned_is_refused_at_once(string target, string field)
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);

        var exception = await Assert.ThrowsAsync<InvalidException>(
            () => core.Get<TrainingService>().StartAsync(TrainingHost.Quick with { Target = target }, "ada", null, default));

        Assert.Equal([field], exception.Errors.Keys);
    }

    [Theory]
    [InlineData("x:up", null)]
    [InlineData("y:up", "which is no column to predict from")]
    [InlineData("bought:up", "which is no column to predict from")]
    [InlineData("x:up, colour:down", "whose categories have no order")]
    [InlineData("x:sideways", "not x:sideways")]
    public async Task Monotone_features_are_checked_before_a_job_is_made(string rules, string? fault)
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        TrainingRequest request = TrainingHost.Quick with
        {
            Learners = ["linear", "gradient_boosting"],
            Hyperparameters = new Dictionary<string, JsonElement> { ["monotone"] = JsonSerializer.SerializeToElement(rules) },
        };
        Task<TrainingJob> start = core.Get<TrainingService>().StartAsync(request, "ada", null, default);

        if (fault is null)
        {
            Assert.Equal(TrainingState.Succeeded, (await TrainingHost.EndAsync(core, (await start).JobId)).State);
            return;
        }

        InvalidException refused = await Assert.ThrowsAsync<InvalidException>(() => start);
        Assert.Contains(fault, Assert.Single(refused.Errors["hyperparameters.monotone"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_data_set_or_job_is_not_found()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        var training = core.Get<TrainingService>();

        await Assert.ThrowsAsync<NotFoundException>(() => training.StartAsync(TrainingHost.Quick, "ada", null, default));
        await Assert.ThrowsAsync<NotFoundException>(() => training.GetAsync("none", default));
        await Assert.ThrowsAsync<NotFoundException>(() => training.CancelAsync("none", "ada", default));
    }

    [Fact]
    public async Task One_and_two_threads_give_the_same_bytes()
    {
        var hashes = new List<string>();
        foreach (string threads in (string[])["1", "2"])
        {
            await using CoreHost core = await TrainingHost.StartAsync(settings: [("Training:Threads", threads)]);
            await TrainingHost.StoreAsync(core);
            TrainingJob job = await TrainingHost.EndAsync(
                core, (await core.Get<TrainingService>().StartAsync(TrainingHost.Quick with { Learners = null, Trials = 5 }, "ada", null, default)).JobId);
            hashes.Add((await core.Get<RegistryService>().FindByRunAsync(job.RunId!, default))!.ArtifactSha256);
        }

        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task Whoever_watches_hears_of_states_trials_and_lines()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        using var events = core.Get<TrainingFeed>().Subscribe();
        await core.Get<TrainingService>().StartAsync(TrainingHost.Quick, "ada", null, default);

        var states = new List<TrainingState>();
        int trials = 0;
        int lines = 0;
        await foreach (TrainingEvent item in events)
        {
            trials += item.Trial is null ? 0 : 1;
            lines += item.Line is null ? 0 : 1;
            if (item.Job is { } job)
            {
                states.Add(job.State);
                if (job.HasEnded)
                {
                    break;
                }
            }
        }

        Assert.Equal([TrainingState.Queued, TrainingState.Running, TrainingState.Succeeded], states.Distinct());
        Assert.True(trials >= 2 && lines >= 3, $"{trials} trials and {lines} lines");
    }

    private static async Task<JsonElement> FileAsync(CoreHost core, string runId, string path)
    {
        (_, Stream content) = await core.Get<RunQueries>().OpenArtifactAsync(runId, path, default);
        await using (content)
        {
            return (await JsonDocument.ParseAsync(content)).RootElement;
        }
    }
}
