using MlOpsDashboard.Core;
using MlOpsDashboard.Core.AbTests;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Retraining;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;
using MlOpsDashboard.Tests.Core.Drift;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Retraining;

public sealed class RetrainingServiceTests
{
    [Fact]
    public Task A_model_whose_quality_falls_is_followed_by_one_that_learned_the_new_truth() => FollowsAsync([]);

    [PostgresFact]
    public async Task A_model_is_followed_on_postgres_too()
    {
        await using PostgresDatabase database = await PostgresDatabase.CreateAsync();
        await FollowsAsync(database.Settings);
    }

    [Fact]
    public async Task A_challenger_that_is_not_surely_better_does_not_pass()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();
        await RetrainingHost.LabelAsync(core, 300, x => x > 0);
        await SetAsync(core, RetrainingHost.Policy with { Enabled = false });

        RetrainingDecision begun = await core.Get<RetrainingService>().RunAsync("shop", RetrainingHost.Approver, default);
        RetrainingDecision ended = await RetrainingHost.EndAsync(core);

        Assert.Equal((RetrainingTrigger.Manual, "ada", "ada asked for it."), (begun.Trigger, begun.StartedBy, begun.Reason));
        Assert.Equal((begun.Id, RetrainingState.Rejected, 2), (ended.Id, ended.State, ended.ChallengerVersion));
        Assert.True(ended.Comparison!.Low <= 0, ended.Steps[^1].Text);
        Assert.Contains("not surely better", ended.Steps[^1].Text, StringComparison.Ordinal);
        Assert.Equal(1, await RetrainingHost.ProductionAsync(core));
    }

    [Fact]
    public async Task Rows_count_by_their_likeness_to_the_latest_and_the_weight_is_no_feature()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();
        await RetrainingHost.LabelAsync(core, 450, x => x < 0);
        await SetAsync(core, RetrainingHost.Policy with { Enabled = false, Data = RetrainingRows.Weighted });
        var service = core.Get<RetrainingService>();

        await service.RunAsync("shop", RetrainingHost.Approver, default);
        RetrainingDecision weighted = await RetrainingHost.EndAsync(core);
        TrainingRequest request = (await core.Get<TrainingService>().GetAsync(weighted.JobId!, default)).Request;
        DatasetVersion rows = await core.Get<DatasetService>().GetAsync(request.Dataset!, request.DatasetVersion, default);
        await RetrainingHost.LabelAsync(core, 450, x => x < 0, seed: 5);
        await SetAsync(core, RetrainingHost.Policy with { Enabled = false, Data = RetrainingRows.Full, CooldownHours = 0 });
        await service.RunAsync("shop", RetrainingHost.Approver, default);
        RetrainingDecision plain = await RetrainingHost.EndAsync(core);

        Assert.Equal("importance_weight", request.WeightColumn);
        Assert.Equal(["x", "colour", "bought", "importance_weight"], rows.Columns.Select(column => column.Name));
        Assert.Equal(600 + 300, rows.Rows);
        foreach (RetrainingDecision decision in (RetrainingDecision[])[weighted, plain])
        {
            ModelVersion challenger = await core.Get<RegistryService>().GetAsync($"shop:{decision.ChallengerVersion}", default);
            Assert.Equal(["x", "colour"], new ActualReader(challenger).Signature.Features.Select(feature => feature.Name));
        }
    }

    [Fact]
    public async Task A_challenger_goes_into_a_canary_and_the_next_waits_in_the_registry_while_it_goes_on()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();
        await RetrainingHost.LabelAsync(core, 450, x => x < 0);
        await SetAsync(core, RetrainingHost.Policy with { Enabled = false, Then = RetrainingFollowUp.Canary, CooldownHours = 0 });
        var service = core.Get<RetrainingService>();

        await service.RunAsync("shop", RetrainingHost.Approver, default);
        RetrainingDecision first = await RetrainingHost.EndAsync(core);
        DeploymentStatus deployed = await core.Get<DeploymentService>().ReadStatusAsync("shop", default);
        await RetrainingHost.LabelAsync(core, 300, x => x < 0, seed: 5);
        await service.RunAsync("shop", RetrainingHost.Approver, default);
        RetrainingDecision second = await RetrainingHost.EndAsync(core);

        Assert.Equal((RetrainingState.RolledOut, 2), (first.State, first.ChallengerVersion));
        Assert.Equal((RolloutStrategy.Canary, 2, "retraining"), (deployed.Rollout!.Strategy, deployed.Rollout.CandidateVersion, deployed.Rollout.StartedBy));
        Assert.Equal((RetrainingState.Registered, 3), (second.State, second.ChallengerVersion));
        Assert.Contains("shop has a roll-out that goes on", second.Steps[^1].Text, StringComparison.Ordinal);
        Assert.Equal(1, await RetrainingHost.ProductionAsync(core));
    }

    [Fact]
    public async Task A_model_whose_policy_asks_for_an_approval_has_its_challengers_wait_for_another_person()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();
        await RetrainingHost.LabelAsync(core, 450, x => x < 0);
        await core.Get<RegistryService>().ChangePolicyAsync("shop", new StagePolicy(NeedsStaging: true, NeedsApproval: true, FourEyes: true), RetrainingHost.Approver, default);
        await SetAsync(core, RetrainingHost.Policy with { Enabled = false, Approval = false });
        var service = core.Get<RetrainingService>();

        await service.RunAsync("shop", RetrainingHost.Approver, default);
        RetrainingDecision waiting = await RetrainingHost.EndAsync(core);
        await Assert.ThrowsAsync<ForbiddenException>(() => service.AnswerAsync("shop", waiting.Id, agree: true, RetrainingHost.Approver, default));
        RetrainingDecision answered = await service.AnswerAsync("shop", waiting.Id, agree: true, Actor.Of("bob", UserRole.Approver), default);

        Assert.Equal((RetrainingState.AwaitingApproval, RetrainingState.Promoted), (waiting.State, answered.State));
        Assert.Equal(2, await RetrainingHost.ProductionAsync(core));
        Page<StageEvent> history = await core.Get<RegistryService>().HistoryAsync("shop", 2, new PageQuery(), default);
        Assert.Equal([ModelStage.Production, ModelStage.Staging, ModelStage.None], history.Items.Select(entry => entry.ToStage!.Value));
    }

    [Fact]
    public async Task One_call_trains_a_challenger_and_begins_its_test()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();
        await RetrainingHost.LabelAsync(core, 450, x => x < 0);
        await SetAsync(core, RetrainingHost.Policy with { Enabled = false, Then = RetrainingFollowUp.Register, Approval = true });

        await core.Get<RetrainingService>().ChallengeAsync("shop", RetrainingHost.Approver, default);
        RetrainingDecision decision = await RetrainingHost.EndAsync(core);
        AbTest test = Assert.Single(await core.Get<AbTestService>().ListAsync("shop", default));

        Assert.Equal((RetrainingState.RolledOut, 2), (decision.State, decision.ChallengerVersion));
        Assert.Contains("An A/B test of shop:2 has begun", decision.Steps[^1].Text, StringComparison.Ordinal);
        Assert.Equal((1, 2, AbTestState.Running), (test.ChampionVersion, test.ChallengerVersions.Single(), test.State));
        Assert.Equal(1, await RetrainingHost.ProductionAsync(core));
    }

    [Fact]
    public async Task Drift_starts_one_and_a_person_has_the_last_word()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();
        await RetrainingHost.LabelAsync(core, 450, x => x < 0);
        await SetAsync(core, RetrainingHost.Policy with { Approval = true, CooldownHours = 0, Triggers = new RetrainingTriggers { QualityRatio = null } });
        var service = core.Get<RetrainingService>();
        await Wait.UntilAsync(async () => (await service.GetAsync("shop", default)).WaitsFor == "No trigger asks for one.");

        await DriftHost.AskAsync(core, DriftHost.Rows(250, 3).Select(row => (row.X + 4, row.Colour)));
        await core.Get<DriftService>().CheckAsync(new DriftRequest { ModelName = "shop", Rows = 250 }, RetrainingHost.Approver, default);
        RetrainingDecision asked = await RetrainingHost.EndAsync(core);
        var twice = await Assert.ThrowsAsync<ConflictException>(() => service.RunAsync("shop", RetrainingHost.Approver, default));
        await Assert.ThrowsAsync<ForbiddenException>(() => service.AnswerAsync("shop", asked.Id, true, Actor.Of("vi", UserRole.Viewer), default));
        int? before = await RetrainingHost.ProductionAsync(core);
        RetrainingDecision answered = await service.AnswerAsync("shop", asked.Id, agree: true, RetrainingHost.Approver, default);

        Assert.Equal((RetrainingTrigger.Drift, RetrainingState.AwaitingApproval), (asked.Trigger, asked.State));
        Assert.Contains("1 of 2 features has drifted", asked.Reason, StringComparison.Ordinal);
        Assert.Contains("goes on already", twice.Message, StringComparison.Ordinal);
        Assert.Equal((1, RetrainingState.Promoted, 2), (before, answered.State, await RetrainingHost.ProductionAsync(core)));
        Assert.Contains("by ada", answered.Steps[^1].Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ConflictException>(() => service.AnswerAsync("shop", asked.Id, agree: false, RetrainingHost.Approver, default));
        await Assert.ThrowsAsync<NotFoundException>(() => service.AnswerAsync("shop", "none", agree: false, RetrainingHost.Approver, default));
    }

    [Fact]
    public async Task Too_few_labels_start_nothing_and_are_counted()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();
        await RetrainingHost.LabelAsync(core, 12, x => x < 0);
        await SetAsync(core, RetrainingHost.Policy);
        var service = core.Get<RetrainingService>();

        var refused = await Assert.ThrowsAsync<ConflictException>(() => service.RunAsync("shop", RetrainingHost.Approver, default));

        Assert.Equal("12 of 250 labelled predictions: 150 to judge by, and 100 before them to learn from.", refused.Message);
        Assert.Equal(refused.Message, (await service.GetAsync("shop", default)).WaitsFor);
        Assert.Empty((await service.DecisionsAsync("shop", new PageQuery(), default)).Items);
        await Assert.ThrowsAsync<ForbiddenException>(() => service.RunAsync("shop", Actor.Of("vi", UserRole.Viewer), default));
        await Assert.ThrowsAsync<NotFoundException>(() => service.GetAsync("nobody", default));
    }

    [Fact]
    public async Task A_stop_at_any_step_loses_nothing_and_production_stays_until_the_end()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-retrain-").FullName;
        try
        {
            await using (CoreHost core = await RetrainingHost.StartAsync(("Storage:DataDirectory", folder)))
            {
                await RetrainingHost.LabelAsync(core, 400, x => x < 0);
                await SetAsync(core, RetrainingHost.Policy with { Enabled = false });
                await core.Get<RetrainingService>().RunAsync("shop", RetrainingHost.Approver, default);
            }

            // Each start goes on for a little longer than the one before, and is then stopped wherever it is.
            int starts = 0;
            RetrainingDecision? last = null;
            while (last?.EndedAt is null && starts < 40)
            {
                await using CoreHost core = await RetrainingHost.OpenAsync(folder);
                int? live = await RetrainingHost.ProductionAsync(core);
                last = (await core.Get<RetrainingService>().DecisionsAsync("shop", new PageQuery(1), default)).Items[0];
                RetrainingState seen = last.State;
                Assert.True(live == 1 || last.State is RetrainingState.AwaitingApproval or RetrainingState.Promoted, $"{live} while {last.State}");
                starts++;
                await Wait.UntilAsync(async () => (await core.Get<RetrainingService>().DecisionsAsync("shop", new PageQuery(1), default)).Items[0] is var now
                    && (now.State != seen || now.EndedAt is not null));
            }

            Assert.Equal(RetrainingState.Promoted, last!.State);
            await using CoreHost after = await RetrainingHost.OpenAsync(folder);
            Assert.Equal(2, await RetrainingHost.ProductionAsync(after));
            Assert.Single((await after.Get<RetrainingService>().DecisionsAsync("shop", new PageQuery(), default)).Items);
            Assert.Equal(2, (await after.Get<TrainingService>().ListAsync(new PageQuery(), default)).Items.Count);
        }
        finally
        {
            TempFolder.Delete(folder);
        }
    }

    [Fact]
    public async Task Every_fault_of_a_policy_is_named_and_nothing_is_stored()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();
        RetrainingPolicy wrong = RetrainingHost.Policy with
        {
            Triggers = new RetrainingTriggers { DriftShare = 85, QualityRatio = 0, NewLabels = 0, Schedule = "0 0 30 2 *" },
            CooldownHours = -1,
            WindowRows = 50,
            Trials = 0,
            TimeBudgetSeconds = double.NaN,
            Gates = new RetrainingGates { HoldoutRows = 10, Margin = -1, Confidence = 95, Segments = ["x"], MaxBytes = 0, MaxPredictMs = 0 },
        };

        var refused = await Assert.ThrowsAsync<InvalidException>(() => SetAsync(core, wrong));
        var noCron = await Assert.ThrowsAsync<InvalidException>(() => SetAsync(core, RetrainingHost.Policy with { Triggers = new RetrainingTriggers { Schedule = "sometimes" } }));
        await Assert.ThrowsAsync<ForbiddenException>(() => core.Get<RetrainingService>().SetAsync("shop", RetrainingHost.Policy, Actor.Of("vi", UserRole.Viewer), default));

        Assert.Equal(
            [
                "cooldown_hours", "gates.confidence", "gates.holdout_rows", "gates.margin", "gates.max_bytes", "gates.max_predict_ms", "gates.segments", "time_budget_seconds", "trials",
                "triggers.drift_share", "triggers.new_labels", "triggers.quality_ratio", "triggers.schedule", "window_rows",
            ],
            refused.Errors.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("never fires", refused.Errors["triggers.schedule"][0], StringComparison.Ordinal);
        Assert.Contains("colour", refused.Errors["gates.segments"][0], StringComparison.Ordinal);
        Assert.Contains("0 6 * * 1", noCron.Errors["triggers.schedule"][0], StringComparison.Ordinal);
        Assert.Null((await core.Get<RetrainingService>().GetAsync("shop", default)).Policy.UpdatedAt);
    }

    [Fact]
    public async Task A_policy_that_promotes_without_asking_is_an_approvers()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();
        var service = core.Get<RetrainingService>();
        Actor scientist = Actor.Of("sue", UserRole.DataScientist);
        RetrainingPolicy asking = RetrainingHost.Policy with { Enabled = false, Then = RetrainingFollowUp.Promote, Approval = true };

        await service.SetAsync("shop", asking, scientist, default);
        await Assert.ThrowsAsync<ForbiddenException>(() => service.SetAsync("shop", asking with { Approval = false }, scientist, default));
        await SetAsync(core, asking with { Approval = false });
        await Assert.ThrowsAsync<ForbiddenException>(() => service.RunAsync("shop", scientist, default));

        Assert.False((await service.GetAsync("shop", default)).Policy.Approval);
        Assert.Empty((await service.DecisionsAsync("shop", new PageQuery(), default)).Items);
    }

    private static async Task FollowsAsync((string Key, string Value)[] settings)
    {
        await using CoreHost core = await RetrainingHost.StartAsync(settings);
        await RetrainingHost.LabelAsync(core, 400, x => x < 0);
        await SetAsync(core, RetrainingHost.Policy with { Gates = RetrainingHost.Policy.Gates with { Segments = ["colour"] } });

        RetrainingDecision ended = await RetrainingHost.EndAsync(core);

        Assert.Equal((RetrainingTrigger.Quality, RetrainingState.Promoted, 1, 2), (ended.Trigger, ended.State, ended.ChampionVersion, ended.ChallengerVersion));
        Assert.Equal(2, await RetrainingHost.ProductionAsync(core));
        Assert.Equal(
            [RetrainingState.Preparing, RetrainingState.Training, RetrainingState.Judging, RetrainingState.AwaitingApproval, RetrainingState.Promoted], ended.Steps.Select(step => step.State));
        Assert.Equal(150, ended.Comparison!.Rows);
        Assert.True(ended.Comparison is { Champion: < 0.2, Challenger: > 0.9, Low: > 0.5 }, ended.Steps[^2].Text);
        Assert.Equal(["red", "blue"], ended.Comparison.Segments.Select(segment => segment.Value));

        // No row that it is judged by, or a later one, is among those it has learned from: they are in the order of time.
        string[] made = [.. DriftHost.Rows(400, 2).Select(row => DriftHost.Number(row.X))];
        Assert.Equal(made[^150..], await ColumnAsync(core, "shop_holdout"));
        Assert.Equal(made[..250], await ColumnAsync(core, "shop_retrain"));

        // Nothing has come since, and it cools down.
        Assert.Contains("cools down", (await core.Get<RetrainingService>().GetAsync("shop", default)).WaitsFor, StringComparison.Ordinal);
        Assert.Contains("Accuracy of 400 labelled predictions", ended.Reason, StringComparison.Ordinal);
    }

    private static Task<RetrainingStatus> SetAsync(CoreHost core, RetrainingPolicy policy) =>
        core.Get<RetrainingService>().SetAsync("shop", policy, RetrainingHost.Approver, default);

    private static async Task<string[]> ColumnAsync(CoreHost core, string dataset) =>
        [.. (await core.Get<DatasetService>().RowsAsync(dataset, 1, 0, 1000, default)).Select(row => row[0])];
}
