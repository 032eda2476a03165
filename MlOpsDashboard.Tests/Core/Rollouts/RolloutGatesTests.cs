using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Rollouts;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Rollouts;

public sealed class RolloutGatesTests
{
    // 5 % of an hour at 100 requests a second.
    private const int Most = 18_000;
    private const int Look = 100;

    private static readonly Rollout s_rollout = new()
    {
        Id = "r",
        ModelName = "shop",
        Strategy = RolloutStrategy.Canary,
        StableVersion = 1,
        CandidateVersion = 2,
        Canary = new CanarySettings { MaxLatencyP99Ms = 50 },
        State = RolloutState.Running,
        Step = 1,
        StartedAt = DateTimeOffset.UnixEpoch,
        StartedBy = "ada",
    };

    [Fact]
    public void A_candidate_that_is_no_worse_passes_at_every_look_in_95_of_100_runs()
    {
        int failed = Enumerable.Range(0, 200).Count(run => FirstFailure(new Random(run), Arm.Usual, Most / 3) is not null);

        Assert.InRange(failed, 0, 10);
    }

    [Theory]
    [InlineData("loss_from_labels")]
    [InlineData("error_rate")]
    [InlineData("slower_than_stable_p99")]
    public void A_candidate_that_was_made_worse_fails_its_gate_within_5_percent_of_an_hour(string gate)
    {
        Arm worse = gate switch
        {
            "loss_from_labels" => Arm.Usual with { Wrong = Arm.Usual.Wrong + 0.02 },
            "error_rate" => Arm.Usual with { Failing = 0.03 },
            _ => Arm.Usual with { Slowness = 5 },
        };
        for (int run = 0; run < 20; run++)
        {
            (string name, int requests) = FirstFailure(new Random(run), worse, Most) ?? ("none", Most);

            Assert.True(name == gate || (gate == "error_rate" && name == "error_rate_against_stable"), $"{name} after {requests}");
            Assert.InRange(requests, 1, Most - 1);
        }
    }

    [Fact]
    public void Without_anything_counted_every_gate_holds_and_shows_no_value()
    {
        IReadOnlyList<RolloutGate> gates = RolloutGates.Judge(new RolloutCounts(), s_rollout);

        Assert.Equal(
            ["error_rate", "error_rate_against_stable", "slower_than_stable_p99", "latency_p99_ms", "loss_from_labels"], gates.Select(gate => gate.Name));
        Assert.All(gates, gate => Assert.True(gate is { Passed: true, Value: null }));
    }

    [Fact]
    public void A_limit_of_latency_fails_only_when_surely_more_than_one_of_a_hundred_is_above_it()
    {
        RolloutCounts counts = new();
        for (int i = 0; i < 1000; i++)
        {
            counts.Candidate.Add(i % 20 == 0 ? 80 : 5, null, 50);
        }

        RolloutGate gate = RolloutGates.Judge(counts, s_rollout).Single(one => one.Name == "latency_p99_ms");

        Assert.False(gate.Passed);
        Assert.InRange(gate.Value!.Value, 80 / 1.1, 80 * 1.1);
        Assert.Equal(50, gate.Limit);
    }

    // The step of 5 %: nineteen requests of the stable version for each of the candidate.
    private static (string Gate, int Requests)? FirstFailure(Random random, Arm candidate, int most)
    {
        RolloutCounts counts = new() { Step = 1, LossesAreShares = true };
        for (int requests = 1; requests <= most; requests++)
        {
            for (int i = 0; i < 19; i++)
            {
                counts.StableLoss = Count(counts.Stable, Arm.Usual, counts, random) is { } loss ? counts.StableLoss.Add(loss) : counts.StableLoss;
            }

            counts.SlowMs ??= counts.Stable.Answers >= 200 ? LatencyCounts.Quantile(counts.Stable.Latencies, 0.99) : null;
            counts.CandidateLoss = Count(counts.Candidate, candidate, counts, random) is { } other ? counts.CandidateLoss.Add(other) : counts.CandidateLoss;
            if (requests % Look == 0 && RolloutGates.Judge(counts, s_rollout).FirstOrDefault(gate => !gate.Passed) is { } failed)
            {
                return (failed.Name, requests);
            }
        }

        return null;
    }

    private static double? Count(StepCounts step, Arm arm, RolloutCounts counts, Random random)
    {
        if (random.NextDouble() < arm.Failing)
        {
            step.Errors++;
            return null;
        }

        // A long tail, as latencies have.
        step.Add(arm.Slowness * Math.Exp(random.NextDouble() * 2), counts.SlowMs, 50);
        return random.NextDouble() < arm.Wrong ? 1 : 0;
    }

    private sealed record Arm(double Wrong, double Failing, double Slowness)
    {
        public static Arm Usual { get; } = new(0.15, 0.001, 1);
    }
}
