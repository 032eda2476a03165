using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>The metrics of labelled predictions with their 95 % intervals.</summary>
internal static class QualityMetrics
{
    /// <summary>The metrics of the task; accuracy, precision and recall by Wilson, AUC by DeLong, means of losses by the normal approximation.</summary>
    /// <param name="rows">At least one row.</param>
    public static IReadOnlyDictionary<string, Interval> Of(ScoredRows rows)
    {
        var metrics = new SortedDictionary<string, Interval>(StringComparer.Ordinal);
        foreach ((string name, double value) in MetricCatalog.Evaluate(rows))
        {
            Interval estimate = name switch
            {
                "accuracy" => Main(rows),
                "roc_auc" when rows.Task == TaskKind.Binary => Estimates.RocAuc(rows.ScoresOf(1), rows.LabelsOf(1)) ?? Bare(value),
                "log_loss" => Estimates.Mean(Losses(rows)),
                "rmse" => Main(rows),
                "mae" => Estimates.Mean(Errors(rows, Math.Abs)),
                _ => Bare(value),
            };
            metrics[name] = estimate;
        }

        if (rows.Task == TaskKind.Binary)
        {
            foreach ((string name, int right, int all) in PositiveFigures.Of(rows.Confusion()))
            {
                metrics[name] = Estimates.Share(right, all);
            }
        }

        return metrics;
    }

    /// <summary>The metrics without intervals.</summary>
    /// <param name="rows">At least one row.</param>
    public static IReadOnlyDictionary<string, double> Bare(ScoredRows rows)
    {
        SortedDictionary<string, double> metrics = MetricCatalog.Evaluate(rows);
        foreach ((string name, int right, int all) in rows.Task == TaskKind.Binary ? PositiveFigures.Of(rows.Confusion()) : [])
        {
            metrics[name] = (double)right / all;
        }

        return metrics;
    }

    /// <summary>Accuracy, or RMSE for regression, whose interval is that of the mean square, rooted.</summary>
    /// <param name="rows">At least one row.</param>
    public static Interval Main(ScoredRows rows)
    {
        if (rows.Task == TaskKind.Regression)
        {
            Interval square = Estimates.Mean(Errors(rows, error => error * error));
            return new Interval(Math.Sqrt(square.Value), Math.Sqrt(Math.Max(0, square.Low)), Math.Sqrt(square.High));
        }

        int[] decisions = rows.Decisions();
        return Estimates.Share(decisions.Where((decision, row) => decision == (int)rows.Target[row]).Count(), rows.Rows);
    }

    private static Interval Bare(double value) => new(value, double.NaN, double.NaN);

    private static double[] Losses(ScoredRows rows) =>
        [.. Enumerable.Range(0, rows.Rows).Select(row => -Math.Log(Math.Clamp(rows.Outputs[(row * rows.OutputCount) + (int)rows.Target[row]], 1e-15, 1)))];

    private static double[] Errors(ScoredRows rows, Func<double, double> loss) =>
        [.. Enumerable.Range(0, rows.Rows).Select(row => loss((double)rows.Target[row] - rows.Outputs[row]))];
}
