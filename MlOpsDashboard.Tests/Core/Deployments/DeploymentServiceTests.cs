using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Deployments;

public sealed class DeploymentServiceTests
{
    [Fact]
    public async Task A_canary_goes_step_by_step_into_production_and_tells_who_did_what()
    {
        await using CoreHost core = await DeploymentHost.StartAsync();
        var deployments = core.Get<DeploymentService>();

        Rollout asked = await DeploymentHost.AskAsync(core, RolloutStrategy.Canary, "shop:2", 5, 25, 100);
        Assert.Null(DeploymentHost.Arm(core));
        Rollout first = await deployments.StepAsync(asked, DeploymentHost.Approver, default);
        DeploymentStatus status = await deployments.ReadStatusAsync("shop", default);
        Rollout second = await deployments.AdvanceAsync(asked.Id, DeploymentHost.Approver, default);
        Rollout done = await deployments.AdvanceAsync(asked.Id, DeploymentHost.Approver, default);

        Assert.Equal((RolloutState.Warming, 0.0), (asked.State, asked.Share));
        Assert.Equal((RolloutState.Running, 5.0), (first.State, first.Share));
        Assert.Equal([(1, 95.0, TrafficRole.Stable), (2, 5.0, TrafficRole.Candidate)], status.Traffic.Select(share => (share.Version, share.Share, share.Role)));
        Assert.Equal(25, second.Share);
        Assert.Equal((RolloutState.Completed, false), (done.State, done.IsOpen));
        Assert.Equal([0, 5, 25, 100], done.Events.Select(one => one.Share));
        Assert.Equal(2, (await core.Get<RegistryService>().GetModelAsync("shop", default)).Production!.Version);
        Assert.Null(DeploymentHost.Arm(core));
        Page<AuditEvent> audit = await core.Get<AuditLog>().ListAsync(new AuditQuery(SubjectId: "shop:2"), new PageQuery(), default);
        Assert.Contains(audit.Items, entry => entry is { Action: "rollout.started", Actor: "ada" });
        Assert.Contains(audit.Items, entry => entry is { Action: "rollout.completed", Actor: "ada" });
    }

    [Fact]
    public async Task A_model_has_one_roll_out_at_a_time_and_a_new_one_after_its_end()
    {
        await using CoreHost core = await DeploymentHost.StartAsync();
        Rollout first = await DeploymentHost.AskAsync(core);

        ConflictException second = await Assert.ThrowsAsync<ConflictException>(() => DeploymentHost.AskAsync(core));
        Rollout ended = await core.Get<DeploymentService>().AbortAsync(first.Id, DeploymentHost.Approver, default);
        Rollout third = await DeploymentHost.AskAsync(core);

        Assert.Contains("has a roll-out that goes on", second.Message, StringComparison.Ordinal);
        Assert.Equal((RolloutState.Aborted, "ada ended it."), (ended.State, ended.Reason));
        Assert.NotEqual(first.Id, third.Id);
        await Assert.ThrowsAsync<ConflictException>(() => core.Get<DeploymentService>().AbortAsync(first.Id, DeploymentHost.Approver, default));
    }

    [Fact]
    public async Task Of_two_changes_at_once_one_is_refused()
    {
        await using CoreHost core = await DeploymentHost.StartAsync();
        Rollout read = await DeploymentHost.BeginAsync(core, RolloutStrategy.Canary, 5, 25, 100);
        await core.Get<DeploymentService>().StepAsync(read, DeploymentHost.Approver, default);

        await Assert.ThrowsAsync<ConflictException>(() => core.Get<DeploymentService>().StepAsync(read, DeploymentHost.Approver, default));

        Assert.Equal(2, (await core.Get<DeploymentService>().GetAsync(read.Id, default)).Step);
    }

    [Fact]
    public async Task A_pause_keeps_the_share_and_does_not_count_into_the_step()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.Parse("2026-11-30T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await using CoreHost core = await DeploymentHost.StartAsync(clock);
        var deployments = core.Get<DeploymentService>();
        Rollout began = await DeploymentHost.BeginAsync(core);
        clock.Advance(TimeSpan.FromSeconds(10));
        Rollout paused = await deployments.PauseAsync(began.Id, DeploymentHost.Approver, default);
        clock.Advance(TimeSpan.FromSeconds(100));
        Rollout resumed = await deployments.ResumeAsync(began.Id, DeploymentHost.Approver, default);

        Assert.Equal((RolloutState.Paused, 5.0), (paused.State, paused.Share));
        Assert.Equal((RolloutState.Running, began.StepSince + TimeSpan.FromSeconds(100)), (resumed.State, resumed.StepSince));
        await Assert.ThrowsAsync<ConflictException>(() => deployments.ResumeAsync(began.Id, DeploymentHost.Approver, default));
    }

    [Theory]
    [InlineData("canary.steps", 5.0, 5.0, 100.0)]
    [InlineData("canary.steps", 25.0, 5.0, 100.0)]
    [InlineData("canary.steps", 5.0, 50.0)]
    [InlineData("canary.steps", 0.0, 100.0)]
    [InlineData("canary.steps", 50.0, 120.0)]
    public async Task Steps_that_do_not_rise_to_100_are_refused(string field, params double[] steps)
    {
        await using CoreHost core = await DeploymentHost.StartAsync();

        InvalidException refused = await Assert.ThrowsAsync<InvalidException>(() => DeploymentHost.AskAsync(core, RolloutStrategy.Canary, "shop:2", steps));

        Assert.Contains(field, refused.Errors.Keys);
        Assert.Null((await core.Get<DeploymentService>().ReadStatusAsync("shop", default)).Rollout);
    }

    [Fact]
    public async Task The_version_in_production_another_signature_and_nothing_to_stand_beside_are_refused_with_the_reason()
    {
        await using CoreHost core = await DeploymentHost.StartAsync();
        var other = ServingHost.Model(3);
        string renamed = await Registry.StoredModel.RegisterAsync(core.Services, "shop", new(
            other.Signature with { Target = "sold", Features = [other.Signature.Features[0] with { Type = MlOpsDashboard.Core.Tabular.ColumnType.Boolean }, other.Signature.Features[1]] },
            other.Pipeline,
            other.Model,
            other.Metadata));
        await ServingHost.StageAsync(core, "lone", 1);

        ConflictException same = await Assert.ThrowsAsync<ConflictException>(() => DeploymentHost.AskAsync(core, candidate: "shop:1"));
        InvalidException apart = await Assert.ThrowsAsync<InvalidException>(() => DeploymentHost.AskAsync(core, candidate: renamed));
        ConflictException alone = await Assert.ThrowsAsync<ConflictException>(() => DeploymentHost.AskAsync(core, candidate: "lone:1"));
        await Assert.ThrowsAsync<NotFoundException>(() => DeploymentHost.AskAsync(core, candidate: "shop:9"));

        Assert.Contains("in production already", same.Message, StringComparison.Ordinal);
        Assert.Equal(["features.x", "target"], apart.Errors.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("reads x as boolean, the stable version as numeric", apart.Errors["features.x"][0], StringComparison.Ordinal);
        Assert.Contains("no version in production", alone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollback_goes_to_the_version_before_or_to_any_former_one()
    {
        await using CoreHost core = await DeploymentHost.StartAsync();
        var deployments = core.Get<DeploymentService>();
        ConflictException none = await Assert.ThrowsAsync<ConflictException>(() => deployments.RollBackAsync("shop", null, null, DeploymentHost.Approver, default));
        await ServingHost.PromoteAsync(core, "shop", 3);
        await ServingHost.PromoteAsync(core, "shop", 4);

        Rollout before = await deployments.RollBackAsync("shop", null, "worse", DeploymentHost.Approver, default);
        Rollout first = await deployments.RollBackAsync("shop", 1, null, DeploymentHost.Approver, default);
        ConflictException never = await Assert.ThrowsAsync<ConflictException>(() => deployments.RollBackAsync("shop", 2, null, DeploymentHost.Approver, default));

        Assert.Contains("no former production version", none.Message, StringComparison.Ordinal);
        Assert.Equal((3, 4, "Rolled back from shop:4."), (before.CandidateVersion, before.StableVersion, before.Reason));
        Assert.Equal(1, first.CandidateVersion);
        Assert.Contains("was never in production", never.Message, StringComparison.Ordinal);
        Assert.Equal([3, 4], (await deployments.ReadStatusAsync("shop", default)).FormerVersions);
        Assert.Equal(1, (await ServingHost.AskAsync(core, """{"model_name":"shop","features":{"x":1.5,"colour":"red"}}""")).GetProperty("model_version").GetInt32());
    }

    [Fact]
    public async Task A_rollback_during_a_roll_out_must_name_its_version_and_ends_it()
    {
        await using CoreHost core = await DeploymentHost.StartAsync();
        var deployments = core.Get<DeploymentService>();
        await ServingHost.PromoteAsync(core, "shop", 3);
        Rollout canary = await DeploymentHost.BeginAsync(core);

        ConflictException unclear = await Assert.ThrowsAsync<ConflictException>(() => deployments.RollBackAsync("shop", null, null, DeploymentHost.Approver, default));
        await deployments.RollBackAsync("shop", 1, null, DeploymentHost.Approver, default);

        Assert.Contains("abort it", unclear.Message, StringComparison.Ordinal);
        Assert.Equal(RolloutState.Aborted, (await deployments.GetAsync(canary.Id, default)).State);
        Assert.Null(DeploymentHost.Arm(core));
    }
}
