using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.AnytimeValid;
using MlOpsDashboard.Core.Statistics.Intervals;
using Xunit;
using Xunit.Abstractions;
using Interval = MlOpsDashboard.Core.Statistics.Intervals.Interval;

namespace MlOpsDashboard.Tests.Core.Statistics.Simulated;

/// <summary>Whether the truth stays inside the 95 % sequences at all times together.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    private const int Values = 5_000;

    [Theory]
    [InlineData("normal")]
    [InlineData("exponential")]
    [InlineData("0.3")]
    [InlineData("0.05")]
    public void The_asymptotic_sequence_of_a_mean_covers_it(string kind)
    {
        AsymptoticSequence sequence = new();
        Func<Random, double> draw = Simulations.Drawn(kind);
        double mean = Simulations.MeanOf(kind);

        Covers(kind, 1000, random =>
        {
            MeanSummary values = default;
            return Enumerable.Range(0, Values).Any(_ =>
            {
                values = values.Add(draw(random));
                return Misses(sequence.Mean(values), mean);
            });
        });
    }

    [Theory]
    [InlineData("0.8", "0.83")]
    [InlineData("0.02", "0.03")]
    [InlineData("normal", "exponential")]
    public void The_asymptotic_sequence_of_a_difference_covers_it(string baselineKind, string candidateKind)
    {
        AsymptoticSequence sequence = new();
        (Func<Random, double> first, Func<Random, double> second) = (Simulations.Drawn(baselineKind), Simulations.Drawn(candidateKind));
        double difference = Simulations.MeanOf(candidateKind) - Simulations.MeanOf(baselineKind);

        Covers($"{candidateKind} less {baselineKind}", 1000, random =>
        {
            (MeanSummary baseline, MeanSummary candidate) = (default, default);
            return Enumerable.Range(0, Values).Any(_ =>
            {
                baseline = baseline.Add(first(random));
                candidate = candidate.Add(second(random));
                return Misses(sequence.Difference(baseline, candidate), difference);
            });
        });
    }

    [Theory]
    [InlineData("uniform")]
    [InlineData("0.5")]
    [InlineData("0.02")]
    public void The_bounded_sequence_covers_its_mean_from_the_first_value_on(string kind)
    {
        Func<Random, double> draw = Simulations.Drawn(kind);
        double mean = Simulations.MeanOf(kind);

        Covers($"bounded {kind}", 500, random =>
        {
            BoundedSequence values = new();
            for (int i = 0; i < Values; i++)
            {
                values = values.Add(draw(random));
            }

            return mean < values.Lower || mean > values.Upper;
        });
    }

    [Fact]
    public void The_bounded_sequence_of_a_difference_covers_it()
    {
        Func<Random, double> first = Simulations.Drawn("0.8");
        Func<Random, double> second = Simulations.Drawn("0.85");

        Covers("bounded 0.85 less 0.8", 500, random =>
        {
            (BoundedSequence baseline, BoundedSequence candidate) = (BoundedDifference.Arm(), BoundedDifference.Arm());
            for (int i = 0; i < Values; i++)
            {
                baseline = baseline.Add(first(random));
                candidate = candidate.Add(second(random));
            }

            Interval found = BoundedDifference.Of(baseline, candidate);
            return found.Low > 0.05 || found.High < 0.05;
        });
    }

    private static bool Misses(EffectEstimate found, double truth) => truth < found.Low || truth > found.High;

    private void Covers(string what, int usual, Func<Random, bool> misses)
    {
        int runs = Simulations.Runs(usual);
        double missed = Simulations.Share(runs, misses);

        output.WriteLine($"{what}: of {runs} sequences {missed:P1} ever left the truth.");
        Assert.True(missed <= 0.05);
    }
}
