using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Checks that the rows which judge trials can do so: where they leave the metric undefined, every trial would be as good as any other.</summary>
internal static class JudgingRows
{
    /// <summary>Checks a division.</summary>
    /// <param name="metric">The metric that trials are judged by.</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="fit">The rows to learn and choose from.</param>
    /// <param name="folds">Their divisions.</param>
    /// <exception cref="InvalidException">The metric is undefined in all of them; field <c>metric</c>.</exception>
    public static void Check(Metric metric, TargetColumn target, int[] fit, IReadOnlyList<RowSplit> folds)
    {
        if (folds.Any(fold => Lack(metric, target, fold) is null))
        {
            return;
        }

        string other = MetricCatalog.For(target.Task).First(one => !MetricDomain.ComparesClasses(one) && folds.Any(fold => Lack(one, target, fold) is null)).Name;
        throw new InvalidException(
            "metric",
            $"{metric.Name} is undefined on the rows that judge the trials: {Reason(metric, target, fit, folds)}. Use another metric, such as {other}, or another validation.");
    }

    // A model that has learnt from one class alone has nothing to compare.
    private static string? Lack(Metric metric, TargetColumn target, RowSplit fold) =>
        MetricDomain.Lack(metric, target.Task, Values(target, fold.Test), target.Offset)
        ?? (MetricDomain.ComparesClasses(metric) && Values(target, fold.Training).Distinct().Count() < 2 ? "all rows to learn from are of one class" : null);

    private static string Reason(Metric metric, TargetColumn target, int[] fit, IReadOnlyList<RowSplit> folds)
    {
        if (!MetricDomain.ComparesClasses(metric))
        {
            return Lack(metric, target, folds[0])!;
        }

        (int index, int count) = Enumerable.Range(0, target.Classes.Count)
            .Select(index => (index, count: fit.Count(row => target.Values[row] == index)))
            .MinBy(one => one.count);
        string rows = count == 1 ? "1 is" : $"{count} are";
        return $"they must have rows of different classes to learn from and to judge by, and of {fit.Length} rows {rows} '{target.Classes[index]}'";
    }

    private static float[] Values(TargetColumn target, int[] rows) => Array.ConvertAll(rows, row => target.Values[row]);
}
