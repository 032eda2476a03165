using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Rollouts;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Deployments;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Rollouts;

public sealed class RolloutGuardTests
{
    private static readonly CanarySettings s_quick = new() { Steps = [10, 50, 100], StepSeconds = 60, MinSamples = 20 };

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-11-30T12:00:00Z", CultureInfo.InvariantCulture));
    private int _requests;

    [Fact]
    public async Task A_canary_of_an_equal_model_reaches_production_step_by_step()
    {
        await using CoreHost core = await StartAsync();
        var guard = core.Get<RolloutGuard>();
        Rollout rollout = await guard.LookAsync(await AskAsync(core), default);
        Assert.Equal((RolloutState.Running, 10.0), (rollout.State, rollout.Share));
        rollout = await guard.LookAsync(rollout, default);
        await FeedAsync(core, rollout, 200, 19);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, (await guard.LookAsync(rollout, default)).Step);

        await FeedAsync(core, rollout, 10, 1);
        rollout = await guard.LookAsync(rollout, default);
        Assert.Equal((2, 50.0), (rollout.Step, rollout.Share));
        rollout = await guard.LookAsync(rollout, default);
        await FeedAsync(core, rollout, 100, 100);
        Assert.Equal(2, (await guard.LookAsync(rollout, default)).Step);
        _clock.Advance(TimeSpan.FromSeconds(61));
        rollout = await guard.LookAsync(rollout, default);

        Assert.Equal((RolloutState.Completed, 100.0), (rollout.State, rollout.Share));
        Assert.Equal("guard for ada", rollout.Events[^1].Actor);
        Assert.Equal(2, (await core.Get<RegistryService>().GetModelAsync("shop", default)).Production!.Version);
    }

    [Fact]
    public async Task A_canary_that_labels_call_worse_is_rolled_back_with_the_reason()
    {
        await using CoreHost core = await StartAsync();
        var guard = core.Get<RolloutGuard>();
        Rollout rollout = await guard.LookAsync(await guard.LookAsync(await AskAsync(core), default), default);
        await FeedAsync(core, rollout, 150, 150, stableRight: true, candidateRight: false);

        rollout = await guard.LookAsync(rollout, default);

        Assert.Equal(RolloutState.RolledBack, rollout.State);
        Assert.Contains("surely worse", rollout.Reason, StringComparison.Ordinal);
        Assert.Contains("shop:1 answers everything", rollout.Events[^1].Text, StringComparison.Ordinal);
        Assert.Null(DeploymentHost.Arm(core));
        Assert.Equal(1, (await core.Get<RegistryService>().GetModelAsync("shop", default)).Production!.Version);
    }

    [Fact]
    public async Task Errors_of_the_candidate_roll_it_back_and_a_paused_one_is_guarded_too()
    {
        await using CoreHost core = await StartAsync();
        var guard = core.Get<RolloutGuard>();
        Rollout rollout = await guard.LookAsync(await guard.LookAsync(await AskAsync(core), default), default);
        rollout = await core.Get<DeploymentService>().PauseAsync(rollout.Id, DeploymentHost.Approver, default);
        await FeedAsync(core, rollout, 400, 40);
        for (int i = 0; i < 20; i++)
        {
            DeploymentHost.Arm(core)!.Tally.CandidateFailed(new InvalidOperationException("It is broken."));
        }

        rollout = await guard.LookAsync(rollout, default);

        Assert.Equal(RolloutState.RolledBack, rollout.State);
        Assert.Contains("failed 33.33 % of its requests", rollout.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_and_step_survive_a_restart()
    {
        await using CoreHost core = await StartAsync();
        var guard = core.Get<RolloutGuard>();
        Rollout rollout = await guard.LookAsync(await guard.LookAsync(await AskAsync(core), default), default);
        await FeedAsync(core, rollout, 300, 30, stableRight: true, candidateRight: true);
        await guard.LookAsync(rollout, default);

        Rollout stored = await core.Get<DeploymentService>().GetAsync(rollout.Id, default);
        RolloutReport again = new RolloutWatch().Of(stored).Report();

        Assert.Equal((1, 300L, 30L), (stored.Step, stored.Report.StableRequests, stored.Report.CandidateRequests));
        Assert.Equal(stored.Report.Counts, again.Counts);
        Assert.Equal(stored.Report.Gates, again.Gates);
        Assert.Equal(0, stored.Report.Gates.Single(gate => gate.Name == "loss_from_labels").Value);
    }

    [Fact]
    public async Task A_version_that_is_no_model_never_takes_traffic()
    {
        await using CoreHost core = await StartAsync();
        string broken = await RegistryHost.StagedAsync(core.Services, "shop", 7);

        Rollout rollout = await core.Get<RolloutGuard>().LookAsync(await DeploymentHost.AskAsync(core, RolloutStrategy.Direct, broken), default);

        Assert.Equal(RolloutState.RolledBack, rollout.State);
        Assert.Contains("could not be loaded", rollout.Reason, StringComparison.Ordinal);
        Assert.Equal(1, (await core.Get<RegistryService>().GetModelAsync("shop", default)).Production!.Version);
    }

    [Theory]
    [InlineData(RolloutStrategy.Direct)]
    [InlineData(RolloutStrategy.BlueGreen)]
    public async Task Direct_and_blue_green_switch_at_once_when_the_candidate_answers(RolloutStrategy strategy)
    {
        await using CoreHost core = await StartAsync();

        Rollout rollout = await core.Get<RolloutGuard>().LookAsync(await DeploymentHost.AskAsync(core, strategy), default);

        Assert.Equal(RolloutState.Completed, rollout.State);
        Assert.Equal(2, core.Get<ServingPlans>().Find("shop")!.Version);
        Assert.Equal(strategy == RolloutStrategy.BlueGreen, core.Get<ServingPlans>().Pinned.Any(model => model.Version == 1));
    }

    [Fact]
    public async Task A_green_version_that_cannot_answer_what_was_asked_lately_stays_out()
    {
        await using CoreHost core = await StartAsync();
        await StoreAsync(core, [Record("r1", 1, InstanceScorer.Production, "[1]") with { Features = """{"x":"many","colour":"red"}"""u8.ToArray() }]);

        Rollout rollout = await core.Get<RolloutGuard>().LookAsync(await DeploymentHost.AskAsync(core, RolloutStrategy.BlueGreen), default);

        Assert.Equal(RolloutState.RolledBack, rollout.State);
        Assert.Contains("could not answer 1 of 1 recorded requests", rollout.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_promotion_ends_a_roll_out_and_that_of_its_candidate_completes_it()
    {
        await using CoreHost core = await StartAsync();
        var guard = core.Get<RolloutGuard>();
        Rollout overtaken = await guard.LookAsync(await AskAsync(core), default);
        await ServingHost.PromoteAsync(core, "shop", 3);
        overtaken = await guard.LookAsync(overtaken, default);
        Rollout promoted = await guard.LookAsync(await AskAsync(core), default);
        await core.Get<RegistryService>().PromoteAsync("shop:2", ModelStage.Production, null, "ada", default);
        promoted = await guard.LookAsync(promoted, default);

        Assert.Equal((RolloutState.Aborted, "shop:3 went into production while it went on."), (overtaken.State, overtaken.Reason));
        Assert.Equal(RolloutState.Completed, promoted.State);
    }

    [Fact]
    public async Task A_shadow_is_compared_by_its_answers_and_by_labels_of_the_same_requests()
    {
        await using CoreHost core = await StartAsync();
        var guard = core.Get<RolloutGuard>();
        Rollout rollout = await guard.LookAsync(await DeploymentHost.AskAsync(core, RolloutStrategy.Shadow), default);
        rollout = await guard.LookAsync(rollout, default);
        CandidateArm arm = DeploymentHost.Arm(core)!;
        Assert.True(arm.IsShadow);
        Assert.False(arm.Takes("anyone"));
        LoggedPrediction stable = Record("r1", 1, InstanceScorer.Production, "yes");
        LoggedPrediction shadow = core.Get<ShadowScorer>().Answer(arm, stable)!;
        await StoreAsync(core, [stable, shadow]);
        await LabelAsync(core, stable, 1);

        rollout = await guard.LookAsync(rollout, default);

        Assert.Equal(("~r1", InstanceScorer.Shadow, 2), (shadow.RequestId, shadow.Route, shadow.ModelVersion));
        Assert.Equal(1, rollout.Report.Gates.Single(gate => gate.Name == "agreement").Value);
        RolloutGate loss = rollout.Report.Gates.Single(gate => gate.Name == "loss_from_labels");
        Assert.Equal((0.0, 0.0), (loss.Value, loss.Limit));
        Assert.Equal((1L, 1L), (rollout.Report.StableRequests, rollout.Report.CandidateRequests));
    }

    private static Task<Rollout> AskAsync(CoreHost core) =>
        core.Get<DeploymentService>().StartAsync(new RolloutRequest("shop:2", RolloutStrategy.Canary, s_quick), DeploymentHost.Approver, default);

    // Without the loop: the test looks.
    private async Task<CoreHost> StartAsync()
    {
        CoreHost core = await CoreHost.StartAsync(
            services => services.AddAudit().AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing()
                .AddSingleton<RolloutWatch>().AddSingleton<LabelLosses>().AddSingleton<CandidateTrial>().AddSingleton<RolloutGuard>(),
            null,
            _clock,
            null);
        await ServingHost.PromoteAsync(core, "shop", 1);
        await ServingHost.StageAsync(core, "shop", 2);
        return core;
    }

    private async Task FeedAsync(CoreHost core, Rollout rollout, int stable, int candidate, bool? stableRight = null, bool? candidateRight = null)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        LoggedPrediction[] made =
        [
            .. Enumerable.Range(0, stable).Select(_ => Record($"r{++_requests}", 1, InstanceScorer.Production, "yes")),
            .. Enumerable.Range(0, candidate).Select(_ => Record($"r{++_requests}", 2, InstanceScorer.Canary, "yes")),
        ];
        core.Get<RolloutWatch>().Of(rollout);
        await StoreAsync(core, made);
        if (stableRight is not null)
        {
            await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
            context.AddRange(made.Select(one => Label(one, (one.ModelVersion == 1 ? stableRight : candidateRight) == true ? 1 : 0)));
            await context.SaveChangesAsync();
        }
    }

    private static async Task StoreAsync(CoreHost core, IReadOnlyList<LoggedPrediction> made)
    {
        await core.Get<PredictionStore>().InsertAsync(made, default);
        await core.Get<RolloutWatch>().StoredAsync(made, default);
    }

    private async Task LabelAsync(CoreHost core, LoggedPrediction made, double actual)
    {
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        context.Add(Label(made, actual));
        await context.SaveChangesAsync();
    }

    private Truth Label(LoggedPrediction made, double actual) => new()
    {
        RequestId = made.RequestId,
        ModelName = made.ModelName,
        ModelVersion = made.ModelVersion,
        PredictedAt = made.At,
        Actual = actual,
        Outputs = JsonSerializer.Serialize(made.Outputs),
        At = _clock.GetUtcNow(),
        Actor = "ada",
    };

    private LoggedPrediction Record(string id, int version, string route, string prediction) => new(
        id, "shop", version, route, null, _clock.GetUtcNow(), 1 + (_requests % 7), System.Text.Encoding.UTF8.GetBytes(ServingHost.Row), prediction, [0.2f, 0.8f], 0, 0);
}
