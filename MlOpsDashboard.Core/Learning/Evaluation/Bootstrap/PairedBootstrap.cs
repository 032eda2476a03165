using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;

/// <summary>
/// The difference of two models' metrics on the same rows, by the percentile bootstrap of pairs (Efron and Tibshirani 1993, chapter 13): each draw
/// takes the same rows for both, so that what is hard for both does not blur the difference. The same rows and seed give the same bounds.
/// </summary>
public static class PairedBootstrap
{
    /// <summary>Compares.</summary>
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
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(metric);
        if (first.Rows != second.Rows)
        {
            throw new ArgumentException("Both must have answered the same rows.", nameof(second));
        }

        if (first.Rows == 0 || metric.Compute(first) is not (double one and not double.NaN) || metric.Compute(second) is not (double other and not double.NaN))
        {
            return null;
        }

        double[] gains = Draw(first, second, metric, seed, threads, cancellationToken);
        return gains.Length <= BootstrapIntervals.Resamples / 2 ? null
            : new PairedDifference(
                one, other, metric.ToLoss(one) - metric.ToLoss(other), BootstrapIntervals.Quantile(gains, 1 - level), BootstrapIntervals.Quantile(gains, level));
    }

    // In order, and without the draws in which the metric is undefined.
    private static double[] Draw(ScoredRows first, ScoredRows second, Metric metric, int seed, int threads, CancellationToken cancellationToken)
    {
        (IResampledMetrics one, IResampledMetrics other) = (BootstrapIntervals.MetricsOf(first), BootstrapIntervals.MetricsOf(second));
        int place = Enumerable.Range(0, one.Names.Count).First(i => one.Names[i] == metric.Name);
        double[] gains = new double[BootstrapIntervals.Resamples];
        Parallel.For(0, gains.Length, ParallelLoop.Options(threads, cancellationToken), () => new int[first.Rows], (draw, _, counts) =>
        {
            BootstrapIntervals.Draw(counts, new SeededRandom(seed, draw));
            gains[draw] = metric.ToLoss(one.Measure(counts)[place]) - metric.ToLoss(other.Measure(counts)[place]);
            return counts;
        }, _ => { });
        return [.. gains.Where(double.IsFinite).Order()];
    }
}
