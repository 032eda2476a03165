using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Evaluation;

public sealed class PairedBootstrapTests
{
    // One-sided 95 % of the normal distribution.
    private const double Normal95 = 1.6448536;

    [Theory]
    [InlineData("accuracy")]
    [InlineData("log_loss")]
    public void Bounds_of_a_mean_are_those_of_the_normal_approximation(string name)
    {
        const int Rows = 2000;
        var random = new Random(3);
        (float[] target, float[] first, float[] second) = (new float[Rows], new float[2 * Rows], new float[2 * Rows]);
        double[] gains = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            target[row] = random.Next(2);
            double one = Math.Clamp((target[row] == 1 ? 0.6 : 0.4) + (0.4 * (random.NextDouble() - 0.5)), 0.01, 0.99);
            double other = Math.Clamp((target[row] == 1 ? 0.65 : 0.35) + (0.4 * (random.NextDouble() - 0.5)), 0.01, 0.99);
            (first[(2 * row) + 1], first[2 * row]) = ((float)one, (float)(1 - one));
            (second[(2 * row) + 1], second[2 * row]) = ((float)other, (float)(1 - other));
            gains[row] = Loss(target[row], one) - Loss(target[row], other);
        }

        PairedDifference difference = Of(target, first, second, name)!;

        // The mean of the paired differences and its standard error, worked out here.
        double mean = gains.Average();
        double error = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (Rows - 1) / Rows);
        Assert.Equal(mean, difference.Gain, 1e-5);
        Assert.Equal(mean - (Normal95 * error), difference.Low, 0.15 * error);
        Assert.Equal(mean + (Normal95 * error), difference.High, 0.15 * error);

        double Loss(float truth, double positive) => name == "accuracy"
            ? (positive >= 0.5) == (truth == 1) ? 0 : 1
            : -Math.Log(truth == 1 ? positive : 1 - positive);
    }

    [Fact]
    public void The_same_answers_differ_by_nothing_and_are_never_surely_better()
    {
        PairedDifference difference = Of([0, 1, 1, 0, 1], [0.5f, 0.5f, 0.1f, 0.9f, 0.9f, 0.1f, 0.8f, 0.2f, 0.2f, 0.8f], [0.5f, 0.5f, 0.1f, 0.9f, 0.9f, 0.1f, 0.8f, 0.2f, 0.2f, 0.8f], "roc_auc")!;

        Assert.Equal((0, 0, 0), (difference.Gain, difference.Low, difference.High));
    }

    [Fact]
    public void A_metric_that_is_undefined_on_the_rows_gives_no_difference()
    {
        Assert.Null(Of([1, 1], [0.5f, 0.5f, 0.1f, 0.9f], [0.5f, 0.5f, 0.1f, 0.9f], "roc_auc"));
        Assert.Null(Of([], [], [], "accuracy"));
    }

    private static PairedDifference? Of(float[] target, float[] first, float[] second, string metric) => PairedBootstrap.Of(
        new ScoredRows(TaskKind.Binary, target, first, 2), new ScoredRows(TaskKind.Binary, target, second, 2), MetricCatalog.Find(metric)!, 0.95, 7, 1, default);
}
