using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.AnytimeValid;
using MlOpsDashboard.Core.Statistics.Effects;
using MlOpsDashboard.Core.Statistics.Planning;
using Xunit;
using Xunit.Abstractions;

namespace MlOpsDashboard.Tests.Core.Statistics.Simulated;

/// <summary>Whether a difference that is there is found after as many values as were forecast.</summary>
public sealed class PowerTests(ITestOutputHelper output)
{
    private const double Baseline = 0.80;
    private const double Candidate = 0.84;

    private readonly TwoArmPlan _plan = new();
    private readonly AsymptoticSequence _sequence = new();

    /// <summary>Three standard errors of the simulation are granted below 80 %: the forecast is just so large that it is 80.</summary>
    [Fact]
    public void A_test_at_the_end_finds_it_in_80_percent_and_a_sequence_that_far_in_fewer()
    {
        int count = (int)Math.Ceiling(_plan.ForShares(Baseline, Candidate));
        int runs = Simulations.Runs(2000);
        int bySequence = 0;
        double byTest = Simulations.Share(runs, random =>
        {
            (MeanSummary baseline, MeanSummary candidate, int foundAt) = Run(random, count);
            bySequence += foundAt <= count ? 1 : 0;
            return EffectMoments.Difference(baseline, candidate).Test().PValue < 0.05;
        });

        output.WriteLine($"{count} an arm, {runs} runs: the test found it in {byTest:P1}, the sequence in {(double)bySequence / runs:P1}.");
        Assert.InRange(byTest, 0.8 - (3 * Math.Sqrt(0.16 / runs)), 0.85);
        Assert.InRange(bySequence, 1, 0.6 * runs);
    }

    [Fact]
    public void A_sequence_finds_it_in_80_percent_after_its_own_forecast()
    {
        double variance = Baseline * (1 - Baseline);
        int count = (int)Math.Ceiling(_plan.ForSequence(Candidate - Baseline, variance, Candidate * (1 - Candidate), _sequence));
        int runs = Simulations.Runs(1000);
        List<int> after = [];
        double found = Simulations.Share(runs, random =>
        {
            int foundAt = Run(random, count).FoundAt;
            after.Add(foundAt);
            return foundAt <= count;
        });

        after.Sort();
        output.WriteLine($"{count} an arm, {runs} runs: the sequence found it in {found:P1}, half of the time after {after[runs / 2]} an arm or fewer.");
        Assert.True(found >= 0.8);
    }

    private (MeanSummary Baseline, MeanSummary Candidate, int FoundAt) Run(Random random, int count)
    {
        (MeanSummary baseline, MeanSummary candidate, int foundAt) = (default, default, int.MaxValue);
        for (int i = 1; i <= count; i++)
        {
            baseline = baseline.Add(random.NextDouble() < Baseline ? 1 : 0);
            candidate = candidate.Add(random.NextDouble() < Candidate ? 1 : 0);
            if (foundAt > count && _sequence.Difference(baseline, candidate).Low > 0)
            {
                foundAt = i;
            }
        }

        return (baseline, candidate, foundAt);
    }
}
