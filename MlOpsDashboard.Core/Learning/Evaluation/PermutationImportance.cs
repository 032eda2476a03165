using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>
/// How much a metric suffers when the values of a column are shuffled among the rows (Breiman 2001; Fisher, Rudin, Dominici 2019).
/// All the encoded features of a column are shuffled together.
/// </summary>
internal static class PermutationImportance
{
    private const int MaxRows = 2000;

    /// <summary>The loss of merit by source column, as shares that add up to 1; empty when no column matters.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Rows that it was not fitted on; of many the first 2,000 are taken.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="quantile">The quantile that the pinball loss is of.</param>
    /// <param name="seed">Starts the random choice.</param>
    /// <param name="threads">Threads that may work at once.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static SortedDictionary<string, double> Measure(
        IFittedModel model, TrainingData data, Metric metric, double quantile, int seed, int threads, CancellationToken cancellationToken)
    {
        var random = new SeededRandom(seed);
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        random.Shuffle<int>(rows);
        rows = rows[..Math.Min(MaxRows, rows.Length)];
        TrainingData sample = data.Take(rows);
        int[] order = [.. Enumerable.Range(0, rows.Length)];
        random.Shuffle<int>(order);
        double whole = Loss(sample.Features);
        var harms = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (string source in sample.Features.Features.Select(feature => feature.Source).Distinct(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            harms[source] = Math.Max(0, Loss(sample.Features.Shuffle(source, order)) - whole);
        }

        return SourceImportance.Normalise(harms);

        double Loss(FeatureMatrix features)
        {
            float[] outputs = new float[features.Rows * model.OutputCount];
            model.PredictBatch(features, outputs, threads, cancellationToken);
            double value = metric.Compute(new ScoredRows(sample.Task, sample.Target, outputs, sample.ClassCount) { Quantile = quantile, Offset = sample.Offset });
            return double.IsNaN(value) ? 0 : metric.ToLoss(value);
        }
    }
}
