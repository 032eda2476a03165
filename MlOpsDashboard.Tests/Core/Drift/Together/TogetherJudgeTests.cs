using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Together;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;
using Xunit;
using Xunit.Abstractions;

namespace MlOpsDashboard.Tests.Core.Drift.Together;

public sealed class TogetherJudgeTests(ITestOutputHelper output)
{
    // More are for docs/drift.md.
    private static readonly int s_checks = int.Parse(Environment.GetEnvironmentVariable("MLOPS_DRIFT_CHECKS") ?? "40", null);

    private static readonly FeatureSignature[] s_features =
    [
        .. Enumerable.Range(0, 6).Select(i => new FeatureSignature { Name = $"n{i}", Type = ColumnType.Numeric, Nullable = true }),
        new FeatureSignature { Name = "w", Type = ColumnType.Categorical, Nullable = true, Categories = ["a", "b", "c"] },
    ];

    [Fact]
    public void Relation_of_two_features_that_breaks_shows_together_and_in_no_single_one()
    {
        DriftSample reference = Sample(1, 4000, related: true);
        DriftSample current = Sample(2, 1500, related: false);

        TogetherDrift found = Compare(reference, current)!;
        ModelSignature signature = new(s_features, "y", TaskKind.Binary, ["no", "yes"], []);
        (IReadOnlyList<FeatureDrift> features, _, TogetherDrift? judged) = DriftJudge.Judge(signature, reference, current, null, DriftLimits.Of(new DriftOptions()), found);

        Assert.DoesNotContain(features, feature => feature.Drifted);
        Assert.True(found.Auc > 0.6 && found is { AucPValue: < 0.001, MmdPValue: <= 0.001 }, found.ToString());
        Assert.True(judged is { Drifted: true, AucAdjustedPValue: <= 0.05 }, judged!.ToString());
        Assert.Equal((1000, 1000), (found.Rows, found.ReferenceRows));
    }

    [Fact]
    public void Without_drift_probabilities_are_small_no_more_often_than_they_say()
    {
        int auc = 0;
        int discrepancy = 0;
        for (int check = 0; check < s_checks; check++)
        {
            TogetherDrift found = Compare(Sample(100 + check, 600, related: true), Sample(10_000 + check, 400, related: true))!;
            auc += found.AucPValue <= 0.05 ? 1 : 0;
            discrepancy += found.MmdPValue <= 0.05 ? 1 : 0;
        }

        output.WriteLine($"of {s_checks} checks without drift the classifier said so in {auc}, the discrepancy in {discrepancy}");
        double most = (0.05 * s_checks) + (3.3 * Math.Sqrt(0.05 * 0.95 * s_checks));
        Assert.True(auc <= most && discrepancy <= most, $"{auc} and {discrepancy} of {s_checks}");
    }

    [Fact]
    public void Same_rows_give_the_same_answer_and_too_few_none()
    {
        DriftSample reference = Sample(1, 800, related: true);

        Assert.Equal(Compare(reference, Sample(2, 300, related: true)), Compare(reference, Sample(2, 300, related: true)));
        Assert.Null(Compare(reference, Sample(2, 199, related: true)));
    }

    private static TogetherDrift? Compare(DriftSample reference, DriftSample current) => TogetherJudge.Compare(s_features, reference, current, 200, default);

    private static DriftSample Sample(int seed, int rows, bool related)
    {
        var random = new Random(seed);
        double[][] columns = [.. s_features.Select(_ => new double[rows])];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < 6; i++)
            {
                columns[i][row] = random.NextDouble() < 0.02 ? double.NaN : random.NextDouble();
            }

            columns[1][row] = related ? columns[0][row] : random.NextDouble();
            columns[6][row] = random.Next(3);
        }

        return new DriftSample(rows, columns, null);
    }
}
