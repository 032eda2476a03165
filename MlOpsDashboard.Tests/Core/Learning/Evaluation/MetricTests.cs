using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Evaluation;

/// <summary>Expected values: sklearn.metrics of scikit-learn 1.2.1 on the same 200 rows, made by <see cref="LinearCongruence"/>.</summary>
public sealed class MetricTests
{
    private const int Rows = 200;

    private static readonly double[] s_u = LinearCongruence.Draw(Rows, 1);
    private static readonly double[] s_v = LinearCongruence.Draw(Rows, 2);

    [Theory]
    [InlineData("roc_auc", 0.8725818452380952)]
    [InlineData("pr_auc", 0.7814439691675441)]
    [InlineData("log_loss", 0.4231692940734108)]
    [InlineData("brier", 0.1348139995514081)]
    [InlineData("accuracy", 0.795)]
    [InlineData("balanced_accuracy", 0.7430555555555556)]
    [InlineData("f1", 0.6306306306306306)]
    [InlineData("f1_macro", 0.744381059259952)]
    [InlineData("f1_micro", 0.795)]
    [InlineData("mcc", 0.4888160548640558)]
    [InlineData("kappa", 0.48877805486284287)]
    public void Binary_metrics_equal_those_of_scikit_learn(string metric, double expected) =>
        Assert.Equal(expected, MetricCatalog.Find(metric)!.Compute(Binary()), 1e-7);

    // ovr and macro averages; brier summed over the classes.
    [Theory]
    [InlineData("roc_auc", 0.8971547028314043)]
    [InlineData("pr_auc", 0.8168250102041088)]
    [InlineData("log_loss", 0.7599523192280645)]
    [InlineData("brier", 0.44671142578125)]
    [InlineData("accuracy", 0.7)]
    [InlineData("balanced_accuracy", 0.6991023863883452)]
    [InlineData("f1", 0.6976630872734768)]
    [InlineData("f1_macro", 0.6976630872734768)]
    [InlineData("f1_micro", 0.7)]
    [InlineData("mcc", 0.5498125715902062)]
    [InlineData("kappa", 0.5489230537909258)]
    public void Multiclass_metrics_equal_those_of_scikit_learn(string metric, double expected) =>
        Assert.Equal(expected, MetricCatalog.Find(metric)!.Compute(Multiclass()), 1e-9);

    [Theory]
    [InlineData("rmse", 0.2932342546923875)]
    [InlineData("mae", 0.25578125)]
    [InlineData("mape", 0.05812893475421827)]
    [InlineData("r2", 0.9883214539787144)]
    [InlineData("median_ae", 0.25)]
    [InlineData("pinball", 0.127890625)]
    [InlineData("poisson_deviance", 0.019783065339302804)]
    public void Regression_metrics_equal_those_of_scikit_learn(string metric, double expected) =>
        Assert.Equal(expected, MetricCatalog.Find(metric)!.Compute(Regression()), 1e-9);

    [Fact]
    public void Pinball_loss_is_of_the_quantile_that_was_asked_for()
    {
        ScoredRows rows = Regression();

        double high = MetricCatalog.Find("pinball")!.Compute(new ScoredRows(rows.Task, rows.Target, rows.Outputs, 0) { Quantile = 0.9 });

        // mean_pinball_loss(alpha=0.9).
        Assert.Equal(0.131953125, high, 1e-9);
    }

    [Fact]
    public void Roc_auc_equals_the_count_over_all_pairs()
    {
        ScoredRows rows = Binary();
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Rows; j++)
            {
                if (rows.Target[i] == 1 && rows.Target[j] == 0)
                {
                    pairs++;
                    wins += rows.Outputs[(2 * i) + 1] > rows.Outputs[(2 * j) + 1] ? 1 : rows.Outputs[(2 * i) + 1] == rows.Outputs[(2 * j) + 1] ? 0.5 : 0;
                }
            }
        }

        Assert.Equal(wins / pairs, MetricCatalog.Find("roc_auc")!.Compute(rows), 1e-12);
    }

    [Fact]
    public void A_threshold_is_tuned_to_the_best_f1()
    {
        // scikit-learn's f1_score over thresholds 0.005, 0.015, … has its best, 2/3, at 0.595; no score lies between 0.59 and 0.62.
        ScoredRows rows = Binary();

        double threshold = ThresholdTuner.Tune(rows, MetricCatalog.Find("f1")!);

        Assert.Equal(2.0 / 3, MetricCatalog.Find("f1")!.Compute(new ScoredRows(TaskKind.Binary, rows.Target, rows.Outputs, 2, threshold)), 1e-12);
        Assert.InRange(threshold, 0.59, 0.62);
        Assert.Equal(0.5, ThresholdTuner.Tune(rows, MetricCatalog.Find("roc_auc")!));
        Assert.Throws<ArgumentException>(() => ThresholdTuner.Tune(Regression(), MetricCatalog.Find("f1")!));
    }

    [Fact]
    public void Poisson_deviance_is_undefined_for_answers_that_are_no_rates() =>
        Assert.Equal(double.NaN, MetricCatalog.Find("poisson_deviance")!.Compute(new ScoredRows(TaskKind.Regression, [1, 2], [1, 0], 0)));

    [Fact]
    public void What_is_undefined_is_left_out()
    {
        var oneClass = new ScoredRows(TaskKind.Binary, [1, 1], [0.4f, 0.6f, 0.2f, 0.8f], 2);

        SortedDictionary<string, double> values = MetricCatalog.Evaluate(oneClass);

        Assert.DoesNotContain("roc_auc", values.Keys);
        Assert.Equal(1, values["accuracy"]);
    }

    [Fact]
    public void The_area_under_the_drawn_curve_is_the_metric()
    {
        ScoredRows rows = Binary();
        IReadOnlyList<CurvePoint> roc = Curves.Of(rows, ["no", "yes"]).Roc[0].Points;

        double area = roc.Zip(roc.Skip(1), (a, b) => (b.X - a.X) * (a.Y + b.Y) / 2).Sum();

        Assert.Equal(MetricCatalog.Find("roc_auc")!.Compute(rows), area, 1e-12);
    }

    [Fact]
    public void Curves_of_many_rows_are_thinned_out()
    {
        double[] scores = LinearCongruence.Draw(20_000, 3);
        var rows = new ScoredRows(
            TaskKind.Binary, Array.ConvertAll(scores, score => score > 0.4 ? 1f : 0f), [.. scores.SelectMany(score => new[] { 1 - (float)score, (float)score })], 2);

        Curves curves = Curves.Of(rows, ["no", "yes"]);

        Assert.Equal(Curves.MaxPoints, curves.Roc[0].Points.Count);
        Assert.Equal(new CurvePoint(0, 0), curves.Roc[0].Points[0]);
        Assert.Equal(new CurvePoint(1, 1), curves.Roc[0].Points[^1]);
        Assert.Equal(20_000, curves.Calibration.Sum(bin => bin.Count));
        Assert.Equal(20_000, curves.Confusion.Sum(row => row.Sum()));
    }

    internal static ScoredRows Binary()
    {
        float[] target = Array.ConvertAll(s_u, u => u < 0.3 ? 1f : 0f);
        float[] outputs = new float[2 * Rows];
        for (int row = 0; row < Rows; row++)
        {
            double score = Math.Round(Math.Clamp((0.6 * s_v[row]) + (0.3 * target[row]), 0.01, 0.99) * 100) / 100;
            outputs[(2 * row) + 1] = (float)score;
            outputs[2 * row] = 1 - outputs[(2 * row) + 1];
        }

        return new ScoredRows(TaskKind.Binary, target, outputs, 2);
    }

    internal static ScoredRows Multiclass()
    {
        float[] target = Array.ConvertAll(s_u, u => (float)Math.Min((int)(u * 3), 2));
        double[][] raw = [LinearCongruence.Draw(Rows, 10), LinearCongruence.Draw(Rows, 11), LinearCongruence.Draw(Rows, 12)];
        float[] outputs = new float[3 * Rows];
        for (int row = 0; row < Rows; row++)
        {
            double[] scores = [.. raw.Select((column, index) => column[row] + ((int)target[row] == index ? 0.4 : 0))];
            outputs[3 * row] = (float)(Math.Round(scores[0] / scores.Sum() * 64) / 64);
            outputs[(3 * row) + 1] = (float)(Math.Round(scores[1] / scores.Sum() * 64) / 64);
            outputs[(3 * row) + 2] = 1 - outputs[3 * row] - outputs[(3 * row) + 1];
        }

        return new ScoredRows(TaskKind.Multiclass, target, outputs, 3);
    }

    internal static ScoredRows Regression()
    {
        float[] target = Array.ConvertAll(s_u, u => (float)((Math.Round(u * 640) / 64) + 1));
        float[] outputs = [.. s_u.Zip(s_v, (u, v) => (float)(Math.Round(((u * 10) + 1 + v - 0.5) * 64) / 64))];
        return new ScoredRows(TaskKind.Regression, target, outputs, 0);
    }
}
