using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;
using MlOpsDashboard.Core.Learning.Kernels;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Evaluation;

/// <summary>
/// Expected intervals: scipy.stats.bootstrap of SciPy 1.10.1 (percentile, paired, 20,000 resamples) with the metrics of scikit-learn 1.2.1,
/// on the rows of <see cref="MetricTests"/>.
/// </summary>
public sealed class BootstrapIntervalsTests
{
    private const int ManyResamples = 20_000;

    // An end of 20,000 draws is known to 0.02 standard deviations, and an interval is four wide; accuracy moves in steps of a twentieth of it.
    private const double ShareOfWidth = 0.05;

    [Theory]
    [InlineData("roc_auc", 0.819626, 0.919167)]
    [InlineData("pr_auc", 0.686284, 0.860723)]
    [InlineData("log_loss", 0.383858, 0.463326)]
    [InlineData("brier", 0.118173, 0.152077)]
    [InlineData("accuracy", 0.74, 0.85)]
    [InlineData("f1", 0.518502, 0.728814)]
    [InlineData("mcc", 0.351218, 0.62024)]
    public void Intervals_of_two_classes_equal_those_of_scipy(string metric, double low, double high) =>
        AssertNear(MetricTests.Binary(), metric, low, high);

    [Theory]
    [InlineData("log_loss", 0.718405, 0.802776)]
    [InlineData("f1", 0.629752, 0.759192)]
    public void Intervals_of_several_classes_equal_those_of_scipy(string metric, double low, double high) =>
        AssertNear(MetricTests.Multiclass(), metric, low, high);

    [Theory]
    [InlineData("rmse", 0.274889, 0.310584)]
    [InlineData("mae", 0.236094, 0.275314)]
    [InlineData("r2", 0.986169, 0.990012)]
    [InlineData("median_ae", 0.234375, 0.28125)]
    [InlineData("pinball", 0.113039, 0.152)]
    public void Intervals_of_numbers_equal_those_of_scipy(string metric, double low, double high)
    {
        ScoredRows rows = MetricTests.Regression();
        AssertNear(new ScoredRows(rows.Task, rows.Target, rows.Outputs, 0) { Quantile = 0.9 }, metric, low, high);
    }

    [Theory]
    [InlineData(TaskKind.Binary)]
    [InlineData(TaskKind.Multiclass)]
    [InlineData(TaskKind.Regression)]
    public void A_resample_has_the_metrics_of_its_rows_written_out(TaskKind task)
    {
        ScoredRows rows = RowsOf(task);
        IResampledMetrics resampled = task == TaskKind.Regression ? new ResampledNumbers(rows) : new ResampledClasses(rows);
        Assert.Equal(MetricCatalog.For(task).Select(metric => metric.Name).Order(), resampled.Names.Order());
        var random = new SeededRandom(5);
        for (int round = 0; round < 20; round++)
        {
            int[] counts = [.. Enumerable.Range(0, rows.Rows).Select(_ => random.Next(4))];
            int[] drawn = [.. Enumerable.Range(0, rows.Rows).SelectMany(row => Enumerable.Repeat(row, counts[row]))];
            var written = new ScoredRows(
                task,
                Array.ConvertAll(drawn, row => rows.Target[row]),
                [.. drawn.SelectMany(row => rows.Outputs.AsSpan(row * rows.OutputCount, rows.OutputCount).ToArray())],
                rows.OutputCount);

            double[] values = resampled.Measure(counts);

            for (int i = 0; i < values.Length; i++)
            {
                Assert.Equal(MetricCatalog.Find(resampled.Names[i])!.Compute(written), values[i], 1e-9);
            }
        }
    }

    [Fact]
    public void Threads_change_nothing_and_the_seed_does()
    {
        ScoredRows rows = MetricTests.Binary();

        SortedDictionary<string, MetricInterval> one = BootstrapIntervals.Of(rows, 7, 1, default);

        Assert.Equal(one, BootstrapIntervals.Of(rows, 7, 4, default));
        Assert.NotEqual(one, BootstrapIntervals.Of(rows, 8, 1, default));
    }

    [Fact]
    public void What_is_undefined_in_most_draws_has_no_interval()
    {
        // One positive row of 200: a third of the draws miss it, so the others still say something; with none nothing does.
        float[] target = [1, .. new float[199]];
        float[] outputs = [.. Enumerable.Range(0, 200).SelectMany(row => new[] { 1 - (row / 200f), row / 200f })];
        var oneClass = new ScoredRows(TaskKind.Binary, new float[200], outputs, 2);

        Assert.Contains("roc_auc", BootstrapIntervals.Of(new ScoredRows(TaskKind.Binary, target, outputs, 2), 1, 1, default).Keys);
        Assert.DoesNotContain("roc_auc", BootstrapIntervals.Of(oneClass, 1, 1, default).Keys);
        Assert.Contains("accuracy", BootstrapIntervals.Of(oneClass, 1, 1, default).Keys);
    }

    [Fact]
    public void A_cancelled_measurement_says_so() =>
        Assert.ThrowsAny<OperationCanceledException>(() => BootstrapIntervals.Of(MetricTests.Binary(), 1, 2, new CancellationToken(true)));

    private static ScoredRows RowsOf(TaskKind task) => task switch
    {
        TaskKind.Binary => MetricTests.Binary(),
        TaskKind.Multiclass => MetricTests.Multiclass(),
        _ => MetricTests.Regression(),
    };

    private static void AssertNear(ScoredRows rows, string metric, double low, double high)
    {
        MetricInterval interval = BootstrapIntervals.Of(rows, ManyResamples, 42, 2, default)[metric];

        Assert.Equal(low, interval.Low, (high - low) * ShareOfWidth);
        Assert.Equal(high, interval.High, (high - low) * ShareOfWidth);
    }
}
