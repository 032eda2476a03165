using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Deployments;

/// <summary>A core with a model <c>shop</c>: version 1 in production, version 2 in staging.</summary>
internal static class DeploymentHost
{
    public static readonly Actor Approver = Actor.Of("ada", UserRole.Approver);

    public static async Task<CoreHost> StartAsync(TimeProvider? clock = null)
    {
        CoreHost core = await ServingHost.StartAsync(clock);
        await ServingHost.PromoteAsync(core, "shop", 1);
        await ServingHost.StageAsync(core, "shop", 2);
        return core;
    }

    public static Task<Rollout> AskAsync(CoreHost core, RolloutStrategy strategy = RolloutStrategy.Canary, string candidate = "shop:2", params double[] steps) =>
        core.Get<DeploymentService>().StartAsync(
            new RolloutRequest(candidate, strategy, steps.Length == 0 ? null : new CanarySettings { Steps = steps }), Approver, default);

    /// <summary>A roll-out whose candidate is loaded and has its first share.</summary>
    public static async Task<Rollout> BeginAsync(CoreHost core, RolloutStrategy strategy = RolloutStrategy.Canary, params double[] steps) =>
        await core.Get<DeploymentService>().StepAsync(await AskAsync(core, strategy, "shop:2", steps), Approver, default);

    public static CandidateArm? Arm(CoreHost core) => core.Get<ServingPlans>().FindPlan("shop")?.Candidate;
}
