using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;

/// <summary>
/// The difference of two models' metrics on the same rows, by the percentile bootstrap of pairs (Efron and Tibshirani 1993, chapter 13): each draw
/// takes the same rows for both, so that what is hard for both does not blur the difference. The same rows and seed give the same bounds.
/// </summary>
public static class PairedBootstrap
{
    /// <summary>Compares by one metric.</summary>
    /// <param name="first">The one's answers.</param>
    /// <param name="second">The other's answers to the same rows in the same order.</param>
    /// <param name="metric">The metric, one of the rows' task.</param>
    /// <param name="level">How sure each bound is, one-sided; above 0.5 and below 1.</param>
    /// <param name="seed">Starts the random choices.</param>
    /// <param name="threads">Threads that may work at once.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>Null when the metric is undefined on these rows, or in more than half of the draws.</returns>
    /// <exception cref="ArgumentException">The rows are not as many.</exception>
    public static PairedDifference? Of(
        ScoredRows first, ScoredRows second, Metric metric, double level, int seed, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Of(first, second, [metric], level, seed, threads, cancellationToken).GetValueOrDefault(metric.Name);
    }

    /// <summary>Compares by several metrics, with the same draws for all.</summary>
    /// <param name="first">The one's answers.</param>
    /// <param name="second">The other's answers to the same rows in the same order.</param>
    /// <param name="metrics">The metrics, of the rows' task.</param>
    /// <param name="level">How sure each bound is, one-sided; above 0.5 and below 1.</param>
    /// <param name="seed">Starts the random choices.</param>
    /// <param name="threads">Threads that may work at once.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>By the metric's name; without those that are undefined on these rows, or in more than half of the draws.</returns>
    /// <exception cref="ArgumentException">The rows are not as many.</exception>
    public static IReadOnlyDictionary<string, PairedDifference> Of(
        ScoredRows first, ScoredRows second, IReadOnlyList<Metric> metrics, double level, int seed, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(metrics);
        if (first.Rows != second.Rows)
        {
            throw new ArgumentException("Both must have answered the same rows.", nameof(second));
        }

        var values = metrics.Select(metric => (Metric: metric, First: Value(metric, first), Second: Value(metric, second)))
            .Where(one => one is { First: not null, Second: not null }).ToArray();
        if (values.Length == 0)
        {
            return new Dictionary<string, PairedDifference>();
        }

        double[][] gains = Draw(first, second, [.. values.Select(one => one.Metric)], seed, threads, cancellationToken);
        var found = new Dictionary<string, PairedDifference>(StringComparer.Ordinal);
        for (int place = 0; place < values.Length; place++)
        {
            (Metric metric, double? one, double? other) = values[place];
            double[] sorted = [.. gains[place].Where(double.IsFinite).Order()];
            if (sorted.Length > BootstrapIntervals.Resamples / 2)
            {
                found[metric.Name] = new PairedDifference(
                    one!.Value, other!.Value, metric.ToLoss(one.Value) - metric.ToLoss(other.Value),
                    BootstrapIntervals.Quantile(sorted, 1 - level), BootstrapIntervals.Quantile(sorted, level));
            }
        }

        return found;
    }

    private static double? Value(Metric metric, ScoredRows rows) => rows.Rows > 0 && metric.Compute(rows) is double value and not double.NaN ? value : null;

    // The gains of each metric, draw by draw; NaN where it is undefined.
    private static double[][] Draw(ScoredRows first, ScoredRows second, Metric[] metrics, int seed, int threads, CancellationToken cancellationToken)
    {
        (IResampledMetrics one, IResampledMetrics other) = (BootstrapIntervals.MetricsOf(first), BootstrapIntervals.MetricsOf(second));
        int[] places = Array.ConvertAll(metrics, metric => Enumerable.Range(0, one.Names.Count).First(i => one.Names[i] == metric.Name));
        double[][] gains = Array.ConvertAll(metrics, _ => new double[BootstrapIntervals.Resamples]);
        Parallel.For(0, BootstrapIntervals.Resamples, ParallelLoop.Options(threads, cancellationToken), () => new int[first.Rows], (draw, _, counts) =>
        {
            BootstrapIntervals.Draw(counts, new SeededRandom(seed, draw));
            (double[] ours, double[] theirs) = (one.Measure(counts), other.Measure(counts));
            for (int place = 0; place < metrics.Length; place++)
            {
                gains[place][draw] = metrics[place].ToLoss(ours[places[place]]) - metrics[place].ToLoss(theirs[places[place]]);
            }

            return counts;
        }, _ => { });
        return gains;
    }
}
