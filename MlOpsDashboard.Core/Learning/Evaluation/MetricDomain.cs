using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>For which truths metrics are defined, whatever the answers are.</summary>
internal static class MetricDomain
{
    /// <summary>Why a metric is undefined on some rows, as half a sentence; null when their truths leave it defined.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="task">The task.</param>
    /// <param name="truths">The true answers: class indexes or numbers, none of them NaN.</param>
    /// <param name="offset">What is to be added to numbers; see <see cref="TargetColumn.Offset"/>.</param>
    public static string? Lack(Metric metric, TaskKind task, ReadOnlySpan<float> truths, double offset = 0) => metric.Name switch
    {
        _ when truths.IsEmpty => "there are no rows",
        "roc_auc" when AllSame(truths) => "all rows are of one class",
        "pr_auc" when task == TaskKind.Binary && !truths.Contains(1) => "no row is of the positive class",
        "mape" when Count(truths, truth => truth + offset == 0) is var count and > 0 => $"it divides by the true number, which is 0 in {Text(count)}",
        "r2" when AllSame(truths) => "the true number is the same in all rows",
        "poisson_deviance" when Count(truths, truth => truth + offset < 0) is var count and > 0 => $"it is for counts, and the true number is below 0 in {Text(count)}",
        _ => null,
    };

    /// <summary>Whether a metric compares rows of one class with those of others, so that a model must have learnt from both.</summary>
    /// <param name="metric">The metric.</param>
    public static bool ComparesClasses(Metric metric) => metric.Name is "roc_auc" or "pr_auc";

    private static bool AllSame(ReadOnlySpan<float> truths) => !truths.ContainsAnyExcept(truths[0]);

    private static int Count(ReadOnlySpan<float> truths, Predicate<float> counted)
    {
        int count = 0;
        foreach (float truth in truths)
        {
            count += counted(truth) ? 1 : 0;
        }

        return count;
    }

    private static string Text(int rows) => rows == 1 ? "1 row" : FormattableString.Invariant($"{rows} rows");
}
