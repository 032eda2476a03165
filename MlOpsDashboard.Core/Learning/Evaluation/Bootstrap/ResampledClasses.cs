using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;

/// <summary>The metrics of classes on resampled rows.</summary>
internal sealed class ResampledClasses : IResampledMetrics
{
    private readonly TaskKind _task;
    private readonly int _classes;
    private readonly int[] _truth;
    private readonly int[] _said;
    private readonly double[] _logLoss;
    private readonly double[] _brier;
    private readonly ResampledOrder[] _orders;

    /// <summary>Works out what all resamples share.</summary>
    /// <param name="rows">The rows.</param>
    public ResampledClasses(ScoredRows rows)
    {
        (_task, _classes) = (rows.Task, rows.OutputCount);
        _truth = Array.ConvertAll(rows.Target, target => (int)target);
        _said = rows.Decisions();
        _logLoss = ProbabilityMetrics.LogLosses(rows);
        _brier = ProbabilityMetrics.BrierScores(rows);
        int[] judged = _task == TaskKind.Binary ? [1] : [.. Enumerable.Range(0, _classes)];
        _orders = Array.ConvertAll(judged, index => new ResampledOrder(rows.ScoresOf(index), rows.LabelsOf(index)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } =
        ["roc_auc", "pr_auc", "log_loss", "brier", "accuracy", "balanced_accuracy", "f1", "f1_macro", "f1_micro", "mcc", "kappa"];

    /// <inheritdoc/>
    public double[] Measure(ReadOnlySpan<int> counts)
    {
        int[][] confusion = [.. Enumerable.Range(0, _classes).Select(_ => new int[_classes])];
        double logLoss = 0;
        double brier = 0;
        int all = 0;
        for (int row = 0; row < counts.Length; row++)
        {
            int count = counts[row];
            confusion[_truth[row]][_said[row]] += count;
            logLoss += count * _logLoss[row];
            brier += count * _brier[row];
            all += count;
        }

        (double rocAuc, double precision) = Ranks(counts);
        return
        [
            rocAuc,
            precision,
            logLoss / all,
            brier / all,
            DecisionMetrics.Accuracy(confusion),
            DecisionMetrics.BalancedAccuracy(confusion),
            DecisionMetrics.F1(confusion, _task),
            DecisionMetrics.MacroF1(confusion),
            DecisionMetrics.MicroF1(confusion),
            DecisionMetrics.MatthewsCorrelation(confusion),
            DecisionMetrics.Kappa(confusion),
        ];
    }

    // Of several classes the mean over those for which the figure is defined, one against the rest.
    private (double RocAuc, double AveragePrecision) Ranks(ReadOnlySpan<int> counts)
    {
        (double Sum, int Known) areas = default;
        (double Sum, int Known) precisions = default;
        foreach (ResampledOrder order in _orders)
        {
            (double area, double precision) = order.Measure(counts);
            areas = double.IsNaN(area) ? areas : (areas.Sum + area, areas.Known + 1);
            precisions = double.IsNaN(precision) ? precisions : (precisions.Sum + precision, precisions.Known + 1);
        }

        return (areas.Sum / areas.Known, precisions.Sum / precisions.Known);
    }
}
