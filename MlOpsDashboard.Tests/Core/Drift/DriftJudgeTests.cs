using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;
using Xunit;
using Xunit.Abstractions;

namespace MlOpsDashboard.Tests.Core.Drift;

public sealed class DriftJudgeTests(ITestOutputHelper output)
{
    // More are for docs/benchmarks.md.
    private static readonly int s_checks = int.Parse(Environment.GetEnvironmentVariable("MLOPS_DRIFT_CHECKS") ?? "200", null);

    private static readonly DriftLimits s_limits = DriftLimits.Of(new DriftOptions());

    [Theory]
    [InlineData(800)]
    [InlineData(12_000)]
    public void Without_drift_a_check_alarms_no_more_often_than_it_says(int referenceRows)
    {
        var random = new Random(1);
        ModelSignature signature = Signature(14, 6);
        int alarms = 0;
        for (int check = 0; check < s_checks; check++)
        {
            alarms += Judge(signature, Sample(random, signature, referenceRows), Sample(random, signature, 400)).Any(one => one.Drifted) ? 1 : 0;
        }

        // Of 200 checks with a chance of 0.05 each, 21 or more come once in 900 such tests; of 2,000, more than 131 do.
        Assert.True(alarms <= (0.05 * s_checks) + (3.3 * Math.Sqrt(0.05 * 0.95 * s_checks)), $"{alarms} of {s_checks} checks alarmed.");
        output.WriteLine($"{alarms} of {s_checks} checks without drift alarmed, against {referenceRows} training rows");
    }

    [Fact]
    public void A_shift_of_a_fifth_of_a_deviation_in_three_of_twenty_features_is_found()
    {
        var random = new Random(2);
        ModelSignature signature = Signature(20, 0);
        DriftSample reference = Sample(random, signature, 20_000);
        const int Checks = 40;
        int found = 0;
        for (int check = 0; check < Checks; check++)
        {
            DriftSample current = Sample(random, signature, 2000);
            foreach (double[] values in current.Features[..3])
            {
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] += 0.2;
                }
            }

            found += Judge(signature, reference, current).Take(3).All(one => one.Drifted && one.Name is "n0" or "n1" or "n2") ? 1 : 0;
        }

        Assert.InRange(found, 38, Checks);
    }

    [Fact]
    public void A_shift_that_does_not_matter_is_no_alarm_however_sure_it_is()
    {
        var random = new Random(3);
        ModelSignature signature = Signature(1, 0);
        DriftSample current = Sample(random, signature, 50_000);
        for (int i = 0; i < current.Rows; i++)
        {
            current.Features[0][i] += 0.05;
        }

        FeatureDrift judged = Judge(signature, Sample(random, signature, 50_000))[0];
        FeatureDrift moved = DriftJudge.Judge(signature, Sample(random, signature, 50_000), current, null, s_limits).Features[0];

        Assert.False(judged.Drifted);
        Assert.True(moved.AdjustedPValue < 1e-6 && moved.Score < 0.1);
        Assert.False(moved.Drifted);
    }

    [Theory]
    [InlineData(900, DriftMethod.KolmogorovSmirnov, DriftMethod.ChiSquare, ThresholdKind.AdjustedPValue, 0.05)]
    [InlineData(1001, DriftMethod.Wasserstein, DriftMethod.JensenShannon, ThresholdKind.Score, 0.1)]
    public void Method_follows_the_type_and_the_size_of_the_reference(int rows, DriftMethod numbers, DriftMethod words, ThresholdKind kind, double threshold)
    {
        var random = new Random(4);
        ModelSignature signature = Signature(2, 1);
        DriftSample reference = Sample(random, signature, rows);
        DriftSample current = Sample(random, signature, 300);
        Array.Fill(reference.Features[1], 1);
        Array.Fill(current.Features[1], 2);

        IReadOnlyList<FeatureDrift> features = Judge(signature, reference, current);

        Assert.Equal([("n0", numbers), ("n1", words), ("w0", words)], features.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => (one.Name, one.Method)));
        Assert.All(features, one => Assert.Equal((kind, threshold), (one.ThresholdOf, one.Threshold!.Value)));
        Assert.Equal([("n1", true)], features.Where(one => one.Drifted).Select(one => (one.Name, one.Drifted)));
        Assert.Equal([("1", 1.0, 0.0), ("2", 0.0, 1.0)], features[0].Bins.Select(bin => (bin.Label!, bin.Reference, bin.Current)));
    }

    [Fact]
    public void Values_that_go_missing_are_drift_and_too_few_of_them_are_not_compared()
    {
        var random = new Random(5);
        ModelSignature signature = Signature(2, 0);
        DriftSample reference = Sample(random, signature, 3000);
        DriftSample current = Sample(random, signature, 400);
        Array.Fill(current.Features[0], double.NaN, 0, 100);
        Array.Fill(current.Features[1], double.NaN, 0, 390);

        FeatureDrift[] features = [.. Judge(signature, reference, current).OrderBy(one => one.Name, StringComparer.Ordinal)];

        Assert.All(features, one => Assert.Equal((DriftMethod.MissingShare, true), (one.Method, one.Drifted)));
        Assert.Equal([0.25, 0.975], features.Select(one => one.Score!.Value));
        Assert.Equal("10 of 30 current values: too few to compare them.", features[1].Note);
        Assert.Null(features[0].Note);
    }

    [Fact]
    public void New_words_are_a_category_of_their_own()
    {
        var random = new Random(6);
        ModelSignature signature = Signature(0, 1);
        DriftSample current = Sample(random, signature, 400);
        Array.Fill(current.Features[0], FeatureRow.Unseen, 0, 100);

        FeatureDrift judged = Judge(signature, Sample(random, signature, 3000), current)[0];

        Assert.True(judged.Drifted);
        Assert.Equal((0, 0.25), judged.Bins.Where(bin => bin.Label == DriftRules.NewWords).Select(bin => (bin.Reference, bin.Current)).Single());
    }

    [Fact]
    public void Predictions_are_compared_with_those_of_rows_that_were_held_out()
    {
        var random = new Random(7);
        ModelSignature signature = Signature(1, 0);
        DriftSample current = Sample(random, signature, 400) with { Predictions = [.. Enumerable.Range(0, 400).Select(i => i % 2.0)] };
        DriftSample reference = Sample(random, signature, 3000);

        FeatureDrift same = DriftJudge.Judge(signature, reference, current, new HeldOutAnswers([1500, 1500], null), s_limits).Prediction!;
        FeatureDrift other = DriftJudge.Judge(signature, reference, current, new HeldOutAnswers([2700, 300], null), s_limits).Prediction!;

        Assert.False(same.Drifted);
        Assert.True(other.Drifted);
        Assert.Equal(("y", 3000, 400), (other.Name, other.ReferenceRows, other.Rows));
        Assert.Null(DriftJudge.Judge(signature, reference, current, null, s_limits).Prediction);
    }

    private static IReadOnlyList<FeatureDrift> Judge(ModelSignature signature, DriftSample reference, DriftSample? current = null) =>
        DriftJudge.Judge(signature, reference, current ?? reference, null, s_limits).Features;

    private static ModelSignature Signature(int numbers, int words) => new(
        [
            .. Enumerable.Range(0, numbers).Select(i => new FeatureSignature { Name = $"n{i}", Type = ColumnType.Numeric, Nullable = true }),
            .. Enumerable.Range(0, words).Select(i => new FeatureSignature { Name = $"w{i}", Type = ColumnType.Categorical, Nullable = true, Categories = ["a", "b", "c", "d"] }),
        ],
        "y",
        TaskKind.Binary,
        ["no", "yes"],
        []);

    private static DriftSample Sample(Random random, ModelSignature signature, int rows) => new(
        rows,
        [.. signature.Features.Select(feature => Enumerable.Range(0, rows).Select(_ => feature.IsCoded ? Word(random) : Normal(random)).ToArray())],
        null);

    private static double Word(Random random) => random.NextDouble() switch { < 0.5 => 0, < 0.8 => 1, < 0.99 => 2, _ => 3 };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
