using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.AnytimeValid;
using MlOpsDashboard.Core.Statistics.Intervals;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>
/// Holds a candidate to its gates. Each fails only when the candidate is surely worse: by bounds that hold at every look at once, so that looking each
/// second does not turn bad luck into a verdict. A candidate that is no worse passes all of them throughout with a chance of 95 % at least.
/// </summary>
internal static class RolloutGates
{
    /// <summary>The share of answers that may be slower than the stable version's 99th percentile.</summary>
    public const double SlowShare = 0.01;

    // 5 % for the whole roll-out, shared by five gates; those that count anew in each step share theirs among the steps.
    private const double AlphaOfGate = 0.01;
    private static readonly AsymptoticSequence s_loss = new() { Alpha = AlphaOfGate / 2 };

    /// <summary>The gates with their present values.</summary>
    /// <param name="counts">What was counted.</param>
    /// <param name="rollout">The roll-out.</param>
    public static IReadOnlyList<RolloutGate> Judge(RolloutCounts counts, Rollout rollout)
    {
        if (rollout.Canary is not { } canary)
        {
            return Compare(counts);
        }

        double alpha = AlphaOfGate / canary.Steps.Count;
        (StepCounts candidate, StepCounts stable) = (counts.Candidate, counts.Stable);
        double failing = ShareSequence.Bounds(candidate.Errors, candidate.Requests, alpha / 2).Lower;
        double slow = ShareSequence.Bounds(candidate.Slow, candidate.Timed, alpha / 2).Lower;
        var gates = new List<RolloutGate>
        {
            new("error_rate", Share(candidate.Errors, candidate.Requests), canary.MaxErrorRate, failing <= canary.MaxErrorRate),
            new(
                "error_rate_against_stable",
                Share(candidate.Errors, candidate.Requests),
                Share(stable.Errors, stable.Requests),
                failing <= ShareSequence.Bounds(stable.Errors, stable.Requests, alpha / 2).Upper),
            new(
                "slower_than_stable_p99",
                Share(candidate.Slow, candidate.Timed),
                SlowShare,
                slow <= SlowShare || slow <= ShareSequence.Bounds(stable.Slow, stable.Timed, alpha / 2).Upper),
        };
        if (canary.MaxLatencyP99Ms is { } most)
        {
            gates.Add(new(
                "latency_p99_ms",
                LatencyCounts.Quantile(candidate.Latencies, 1 - SlowShare),
                most,
                ShareSequence.Bounds(candidate.TooSlow, candidate.Answers, alpha).Lower <= SlowShare));
        }

        gates.Add(Quality(counts, !IsWorse(counts)));
        return gates;
    }

    // A shadow is watched, not judged: nobody gets its answers.
    private static IReadOnlyList<RolloutGate> Compare(RolloutCounts counts) =>
    [
        new("agreement", Share(counts.Agreed, counts.Compared), null, true),
        new("error_rate", Share(counts.Candidate.Errors, counts.Candidate.Requests), null, true),
        new("latency_p99_ms", LatencyCounts.Quantile(counts.Candidate.Latencies, 1 - SlowShare), LatencyCounts.Quantile(counts.Stable.Latencies, 1 - SlowShare), true),
        new("dropped", counts.Dropped, null, true),
        Quality(counts, true),
    ];

    private static RolloutGate Quality(RolloutCounts counts, bool passed) => new(
        "loss_from_labels", Mean(counts.CandidateLoss), Mean(counts.StableLoss), passed);

    // Few labels, or all of one kind, are judged exactly where losses are shares; many by the sharper bounds for means.
    private static bool IsWorse(RolloutCounts counts)
    {
        (MeanSummary candidate, MeanSummary stable) = (counts.CandidateLoss, counts.StableLoss);
        EffectEstimate gap = s_loss.Difference(stable, candidate, alternative: Alternative.Greater);
        return gap.Low > 0 || (counts.LossesAreShares && Bounds(candidate).Lower > Bounds(stable).Upper);
    }

    private static (double Lower, double Upper) Bounds(MeanSummary losses) =>
        ShareSequence.Bounds((long)Math.Round(losses.Mean * losses.Count), losses.Count, AlphaOfGate / 4);

    private static double? Mean(MeanSummary losses) => losses.Count == 0 ? null : losses.Mean;

    private static double? Share(long part, long all) => all == 0 ? null : (double)part / all;
}
