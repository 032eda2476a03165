using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Deployments;

public sealed class CanaryRoutingTests
{
    [Fact]
    public async Task Keys_split_within_three_deviations_and_stick_while_the_share_rises()
    {
        await using CoreHost core = await DeploymentHost.StartAsync();
        var deployments = core.Get<DeploymentService>();
        Rollout rollout = await DeploymentHost.BeginAsync(core, RolloutStrategy.Canary, 5, 25, 60, 100);
        string[] keys = [.. Enumerable.Range(0, 10_000).Select(i => $"customer-{i.ToString(CultureInfo.InvariantCulture)}")];
        HashSet<string> before = [];
        foreach (double share in (double[])[0.05, 0.25, 0.6])
        {
            CandidateArm arm = DeploymentHost.Arm(core)!;
            HashSet<string> taken = [.. keys.Where(arm.Takes)];

            Assert.InRange(taken.Count, (share * keys.Length) - (3 * Math.Sqrt(keys.Length * share * (1 - share))), (share * keys.Length) + (3 * Math.Sqrt(keys.Length * share * (1 - share))));
            Assert.Superset(before, taken);
            before = taken;
            rollout = rollout.Step < 3 ? await deployments.AdvanceAsync(rollout.Id, DeploymentHost.Approver, default) : rollout;
        }
    }

    [Fact]
    public async Task A_caller_keeps_its_version_the_answer_says_so_and_who_names_a_version_gets_that()
    {
        await using CoreHost core = await DeploymentHost.StartAsync();
        await DeploymentHost.BeginAsync(core, RolloutStrategy.Canary, 50, 100);
        CandidateArm arm = DeploymentHost.Arm(core)!;
        string mine = Enumerable.Range(0, 100).Select(i => $"key-{i.ToString(CultureInfo.InvariantCulture)}").First(arm.Takes);
        string other = Enumerable.Range(0, 100).Select(i => $"key-{i.ToString(CultureInfo.InvariantCulture)}").First(key => !arm.Takes(key));

        for (int i = 0; i < 3; i++)
        {
            JsonElement answer = await AskAsync(core, "model_name", "shop", mine);
            Assert.Equal((2, InstanceScorer.Canary, "staging"), (answer.GetProperty("model_version").GetInt32(), answer.GetProperty("route").GetString(), answer.GetProperty("model_stage").GetString()));
        }

        JsonElement stable = await AskAsync(core, "model_name", "shop", other);
        JsonElement named = await AskAsync(core, "model_id", "shop:production", mine);
        JsonElement repeated = await ServingHost.AskAsync(core, $$"""{"model_name":"shop","features":{{ServingHost.Row}},"routing_key":"{{mine}}","request_id":"r1"}""");
        Assert.Equal((1, InstanceScorer.Production), (stable.GetProperty("model_version").GetInt32(), stable.GetProperty("route").GetString()));
        Assert.Equal(1, named.GetProperty("model_version").GetInt32());
        Assert.Equal(2, repeated.GetProperty("model_version").GetInt32());
    }

    [Fact]
    public async Task What_the_candidate_cannot_answer_the_stable_version_does_and_it_is_counted()
    {
        await using CoreHost core = await DeploymentHost.StartAsync();
        ServingPlan plan = (await core.Get<ServingPlans>().PlanAsync("shop", default))!;
        var broken = new CandidateArm(
            await BrokenModel.LoadAsync(core), new TrafficPlan("shop", 1, [new(2, 100)], false, "salt"), new ArmTally());
        var scorer = core.Get<MlOpsDashboard.Core.Serving.Predicting.PlanScorer>();
        byte[] body = System.Text.Encoding.UTF8.GetBytes($$"""{"model_name":"shop","features":{{ServingHost.Row}}}""");
        byte[] wrong = """{"model_name":"shop","features":{"x":"many","colour":"red"}}"""u8.ToArray();
        var output = new System.Buffers.ArrayBufferWriter<byte>();

        LoggedPrediction made = scorer.Answer(plan with { Arms = [broken] }, EnvelopeReader.Read(body, "features"), body, "r1", 0, output);
        Assert.Throws<MlOpsDashboard.Core.InvalidException>(
            () => scorer.Answer(plan with { Arms = [broken] }, EnvelopeReader.Read(wrong, "features"), wrong, "r2", 0, output));

        Assert.Equal((InstanceScorer.Production, 1), (made.Route, made.ModelVersion));
        Assert.Equal(1, JsonDocument.Parse(output.WrittenMemory).RootElement.GetProperty("model_version").GetInt32());
        Assert.Equal((1L, 0L), (broken.Tally.Take().CandidateErrors, broken.Tally.Take().StableErrors));
    }

    [Fact]
    public async Task A_promotion_by_hand_takes_the_candidate_its_share_at_once()
    {
        await using CoreHost core = await DeploymentHost.StartAsync();
        await DeploymentHost.BeginAsync(core, RolloutStrategy.Canary, 50, 100);
        Assert.NotNull(DeploymentHost.Arm(core));

        await ServingHost.PromoteAsync(core, "shop", 3);

        Assert.Null(DeploymentHost.Arm(core));
        Assert.Equal(3, (await core.Get<RegistryService>().GetModelAsync("shop", default)).Production!.Version);
    }

    private static Task<JsonElement> AskAsync(CoreHost core, string field, string value, string key) =>
        ServingHost.AskAsync(core, $$"""{"{{field}}":"{{value}}","features":{{ServingHost.Row}},"routing_key":"{{key}}"}""");
}
