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
    private static readonly int s_checks = int.Parse(Environment.GetEnvironmentVariable("MLOPS_DRIFT_CHECKS") ?? "16", null);

    private static readonly FeatureSignature[] s_many = Features(19);
    private static readonly FeatureSignature[] s_few = Features(6);

    [Fact]
    public void Relation_of_two_features_that_breaks_shows_together_and_in_no_single_one()
    {
        DriftSample reference = Sample(s_few, 1, 4000, related: true);
        DriftSample current = Sample(s_few, 2, 1500, related: false);

        TogetherDrift found = Compare(s_few, reference, current)!;
        var signature = new ModelSignature(s_few, "y", TaskKind.Binary, ["no", "yes"], []);
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
        int alarms = 0;
        var signature = new ModelSignature(s_many, "y", TaskKind.Binary, ["no", "yes"], []);
        for (int check = 0; check < s_checks; check++)
        {
            (DriftSample reference, DriftSample current) = (Sample(s_many, 100 + check, 600, related: true), Sample(s_many, 10_000 + check, 400, related: true));
            TogetherDrift found = Compare(s_many, reference, current)!;
            (IReadOnlyList<FeatureDrift> features, _, TogetherDrift? judged) = DriftJudge.Judge(signature, reference, current, null, DriftLimits.Of(new DriftOptions()), found);
            auc += found.AucPValue <= 0.05 ? 1 : 0;
            discrepancy += found.MmdPValue <= 0.05 ? 1 : 0;
            alarms += judged!.Drifted || features.Any(feature => feature.Drifted) ? 1 : 0;
        }

        output.WriteLine($"of {s_checks} checks without drift the classifier said so in {auc}, the discrepancy in {discrepancy}; {alarms} whole checks alarmed");
        double most = (0.05 * s_checks) + (3.3 * Math.Sqrt(0.05 * 0.95 * s_checks));
        Assert.True(auc <= most && discrepancy <= most && alarms <= most, $"{auc}, {discrepancy} and {alarms} of {s_checks}");
    }

    [Fact]
    public void Same_rows_give_the_same_answer_and_too_few_none()
    {
        DriftSample reference = Sample(s_few, 1, 800, related: true);

        Assert.Equal(Compare(s_few, reference, Sample(s_few, 2, 300, related: true)), Compare(s_few, reference, Sample(s_few, 2, 300, related: true)));
        Assert.Null(Compare(s_few, reference, Sample(s_few, 2, 199, related: true)));
    }

    private static FeatureSignature[] Features(int numbers) =>
    [
        .. Enumerable.Range(0, numbers).Select(i => new FeatureSignature { Name = $"n{i}", Type = ColumnType.Numeric, Nullable = true }),
        new FeatureSignature { Name = "w", Type = ColumnType.Categorical, Nullable = true, Categories = ["a", "b", "c"] },
    ];

    private static TogetherDrift? Compare(FeatureSignature[] features, DriftSample reference, DriftSample current) =>
        TogetherJudge.Compare(features, reference, current, 200, default);

    private static DriftSample Sample(FeatureSignature[] features, int seed, int rows, bool related)
    {
        var random = new Random(seed);
        double[][] columns = [.. features.Select(_ => new double[rows])];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < columns.Length - 1; i++)
            {
                columns[i][row] = random.NextDouble() < 0.02 ? double.NaN : random.NextDouble();
            }

            columns[1][row] = related ? columns[0][row] : random.NextDouble();
            columns[^1][row] = random.Next(3);
        }

        return new DriftSample(rows, columns, null);
    }
}
