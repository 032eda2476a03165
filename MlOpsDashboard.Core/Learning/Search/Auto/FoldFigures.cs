using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Brings the answers on several folds together.</summary>
internal static class FoldFigures
{
    /// <summary>
    /// The mean of each metric over the folds whose truths leave it defined. One that the answers leave undefined in such a fold is left out:
    /// the folds where they do not would flatter it.
    /// </summary>
    /// <param name="folds">The answers, fold by fold; at least one fold.</param>
    public static SortedDictionary<string, double> Means(IReadOnlyList<ScoredRows> folds)
    {
        SortedDictionary<string, double>[] values = [.. folds.Select(MetricCatalog.Evaluate)];
        var means = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (Metric metric in MetricCatalog.For(folds[0].Task))
        {
            int[] judging = [.. Enumerable.Range(0, folds.Count).Where(fold => MetricDomain.Lack(metric, folds[fold].Task, folds[fold].Target, folds[fold].Offset) is null)];
            if (judging.Length > 0 && judging.All(fold => values[fold].ContainsKey(metric.Name)))
            {
                means.Add(metric.Name, judging.Average(fold => values[fold][metric.Name]));
            }
        }

        return means;
    }

    /// <summary>The mean of each figure that all folds have.</summary>
    /// <param name="values">The figures, fold by fold; at least one fold.</param>
    public static SortedDictionary<string, double> Means(IReadOnlyList<SortedDictionary<string, double>> values) => new(
        values[0].Keys.Where(name => values.All(fold => fold.ContainsKey(name))).ToDictionary(name => name, name => values.Average(fold => fold[name])),
        StringComparer.Ordinal);

    /// <summary>All rows together.</summary>
    /// <param name="folds">The answers, fold by fold; at least one fold.</param>
    public static ScoredRows Pooled(IReadOnlyList<ScoredRows> folds) => folds.Count == 1 ? folds[0] : new ScoredRows(
        folds[0].Task,
        [.. folds.SelectMany(fold => fold.Target)],
        [.. folds.SelectMany(fold => fold.Outputs)],
        folds[0].OutputCount)
    { Quantile = folds[0].Quantile, Offset = folds[0].Offset };
}
