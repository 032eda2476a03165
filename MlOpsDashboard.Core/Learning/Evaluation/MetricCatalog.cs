using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>All the metrics, under the names of the REST contract.</summary>
public static class MetricCatalog
{
    private static readonly TaskKind[] s_classification = [TaskKind.Binary, TaskKind.Multiclass];
    private static readonly TaskKind[] s_regression = [TaskKind.Regression];

    /// <summary>The metrics in the order in which they are shown.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("roc_auc", "ROC AUC", true, s_classification, RankMetrics.RocAuc),
        new("pr_auc", "PR AUC", true, s_classification, RankMetrics.AveragePrecision),
        new("log_loss", "Log loss", false, s_classification, ProbabilityMetrics.LogLoss),
        new("brier", "Brier score", false, s_classification, ProbabilityMetrics.Brier),
        new("accuracy", "Accuracy", true, s_classification, DecisionMetrics.Accuracy),
        new("balanced_accuracy", "Balanced accuracy", true, s_classification, DecisionMetrics.BalancedAccuracy),
        new("f1", "F1 (of several classes: macro)", true, s_classification, DecisionMetrics.F1),
        new("f1_macro", "F1, macro", true, s_classification, DecisionMetrics.MacroF1),
        new("f1_micro", "F1, micro", true, s_classification, DecisionMetrics.MicroF1),
        new("mcc", "Matthews correlation", true, s_classification, DecisionMetrics.MatthewsCorrelation),
        new("kappa", "Cohen's kappa", true, s_classification, DecisionMetrics.Kappa),
        new("rmse", "RMSE", false, s_regression, RegressionMetrics.RootMeanSquaredError),
        new("mae", "MAE", false, s_regression, RegressionMetrics.MeanAbsoluteError),
        new("mape", "MAPE", false, s_regression, RegressionMetrics.MeanAbsolutePercentageError),
        new("r2", "R²", true, s_regression, RegressionMetrics.RSquared),
        new("median_ae", "Median absolute error", false, s_regression, RegressionMetrics.MedianAbsoluteError),
        new("pinball", "Pinball loss", false, s_regression, RegressionMetrics.PinballLoss),
        new("poisson_deviance", "Poisson deviance", false, s_regression, RegressionMetrics.PoissonDeviance),
    ];

    /// <summary>The metric of a name, or null.</summary>
    /// <param name="name">A name in the REST contract.</param>
    public static Metric? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);

    /// <summary>The metrics of a task.</summary>
    /// <param name="task">The task.</param>
    public static IEnumerable<Metric> For(TaskKind task) => All.Where(metric => metric.Tasks.Contains(task));

    /// <summary>The metric that a search uses when nothing is said.</summary>
    /// <param name="task">The task.</param>
    public static Metric DefaultFor(TaskKind task) => Find(task switch
    {
        TaskKind.Binary => "roc_auc",
        TaskKind.Multiclass => "log_loss",
        _ => "rmse",
    })!;

    /// <summary>The metric that tells in one figure how good answers were once the truth is known, to people and to what watches a model.</summary>
    /// <param name="task">The task.</param>
    public static Metric QualityFor(TaskKind task) => Find(task == TaskKind.Regression ? "rmse" : "accuracy")!;

    /// <summary>Every defined metric of a task on some rows, by name.</summary>
    /// <param name="rows">The rows.</param>
    public static SortedDictionary<string, double> Evaluate(ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (Metric metric in For(rows.Task))
        {
            double value = rows.Rows == 0 ? double.NaN : metric.Compute(rows);
            if (double.IsFinite(value))
            {
                values.Add(metric.Name, value);
            }
        }

        return values;
    }
}
