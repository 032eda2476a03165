using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.AnytimeValid;
using MlOpsDashboard.Core.Statistics.Effects;
using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;
using Xunit.Abstractions;

namespace MlOpsDashboard.Tests.Core.Statistics.Simulated;

/// <summary>Tests of a model against itself, looked at after every value: whoever wins, wins falsely.</summary>
public sealed class EqualArmsTests(ITestOutputHelper output)
{
    private const int Values = 20_000;

    private readonly AsymptoticSequence _sequence = new();

    [Theory]
    [InlineData("normal")]
    [InlineData("0.1")]
    public void A_sequence_names_a_false_winner_in_at_most_5_percent_and_the_t_test_in_over_30(string kind)
    {
        int runs = Simulations.Runs(1000);
        Func<Random, double> draw = Simulations.Drawn(kind);
        int byTest = 0;
        double bySequence = Simulations.Share(runs, random =>
        {
            (bool sequence, bool test) = Looked(random, draw);
            byTest += test ? 1 : 0;
            return sequence;
        });

        output.WriteLine($"{kind}: of {runs} tests {bySequence:P1} false winners by the sequence, {(double)byTest / runs:P1} by the t-test.");
        Assert.True(bySequence <= 0.05);
        Assert.True(byTest > 0.3 * runs);
    }

    /// <summary>Of a canary the share grows from 1 % over 5 and 20 to 50 %, and what it is judged by may be rare.</summary>
    [Theory]
    [InlineData("normal", Alternative.Greater)]
    [InlineData("0.02", Alternative.Greater)]
    [InlineData("0.02", Alternative.TwoSided)]
    public void A_canary_as_good_as_the_stable_version_is_blamed_in_at_most_5_percent(string kind, Alternative alternative)
    {
        double[] shares = [0.01, 0.05, 0.2, 0.5];
        int runs = Simulations.Runs(200);
        Func<Random, double> draw = Simulations.Drawn(kind);
        double blamed = Simulations.Share(runs, random =>
        {
            (MeanSummary stable, MeanSummary canary) = (default, default);
            for (int i = 0; i < Values; i++)
            {
                bool toCanary = random.NextDouble() < shares[i * shares.Length / Values];
                double value = draw(random);
                (stable, canary) = toCanary ? (stable, canary.Add(value)) : (stable.Add(value), canary);
                if (MayDiffer(stable, canary) && _sequence.Difference(stable, canary, 0, alternative).PValue < 0.05)
                {
                    return true;
                }
            }

            return false;
        });

        output.WriteLine($"{kind}, {alternative}: of {runs} canaries {blamed:P1} blamed falsely.");
        Assert.True(blamed <= 0.05);
    }

    [Fact]
    public void Traffic_of_52_to_48_is_found_out_and_that_of_50_to_50_is_not()
    {
        int runs = Simulations.Runs(500);
        double fair = Simulations.Share(runs, random => Split(random, 0.5).IsAlarm);
        double skewed = Simulations.Share(runs, random => Split(random, 0.52).IsAlarm);

        output.WriteLine($"Of {runs} tests each: {fair:P1} alarms at 50 to 50, {skewed:P1} at 52 to 48.");
        Assert.True(SampleRatio.Of([10_400, 9_600], [1, 1]).IsAlarm);
        Assert.True(fair <= 1 / 200.0);
        Assert.True(skewed > 0.98);
    }

    [Fact]
    public void A_split_that_is_watched_all_the_time_raises_few_alarms()
    {
        int runs = Simulations.Runs(200);
        double alarms = Simulations.Share(runs, random =>
        {
            long first = 0;
            return Enumerable.Range(1, Values).Any(count =>
            {
                first += random.NextDouble() < 0.5 ? 1 : 0;
                return count % 10 == 0 && SampleRatio.AlwaysValid([first, count - first], [1, 1]) < 0.05;
            });
        });

        output.WriteLine($"Of {runs} fair splits looked at after every 10 values {alarms:P1} were ever below 5 %.");
        Assert.True(alarms <= 0.05);
    }

    private static SampleRatioOutcome Split(Random random, double share)
    {
        long first = 0;
        for (int i = 0; i < Values; i++)
        {
            first += random.NextDouble() < share ? 1 : 0;
        }

        return SampleRatio.Of([first, Values - first], [1, 1]);
    }

    // The t-test gets the quantile of the fewest degrees of freedom that there are, so that it names rather too few.
    private (bool BySequence, bool ByTest) Looked(Random random, Func<Random, double> draw)
    {
        const double Quantile = 1.9720;
        (MeanSummary one, MeanSummary other) = (default, default);
        (bool bySequence, bool byTest) = (false, false);
        for (int i = 0; i < Values && !(bySequence && byTest); i++)
        {
            bool first = random.NextDouble() < 0.5;
            double value = draw(random);
            (one, other) = first ? (one.Add(value), other) : (one, other.Add(value));
            if (MayDiffer(one, other) && one.Count >= 100 && other.Count >= 100)
            {
                bySequence = bySequence || _sequence.Difference(one, other).PValue < 0.05;
                EffectMoments effect = EffectMoments.Difference(one, other);
                byTest = byTest || Math.Abs(effect.Value) > Quantile * effect.StandardError;
            }
        }

        return (bySequence, byTest);
    }

    // No interval here is narrower than the ordinary one-sided one: what that does not tell apart need not be looked at closely.
    private static bool MayDiffer(in MeanSummary one, in MeanSummary other)
    {
        double apart = one.Mean - other.Mean;
        return apart * apart > 2.7 * ((one.Squares / one.Count / one.Count) + (other.Squares / other.Count / other.Count));
    }
}
