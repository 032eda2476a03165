using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;

/// <summary>
/// Percentile bootstrap intervals of metrics (Efron and Tibshirani 1993, chapter 13): the rows are drawn again with replacement, as many as
/// there are, and the middle 95 % of a metric's values over the draws are its interval. The model stays as it is, so the interval says how
/// far the choice of rows matters, not that of the training. The same rows and seed give the same intervals with any number of threads.
/// </summary>
public static class BootstrapIntervals
{
    /// <summary>How often the rows are drawn.</summary>
    public const int Resamples = 1000;

    /// <summary>The chance that an interval holds.</summary>
    public const double Level = 0.95;

    // Above 50,000 rows fewer draws do: the intervals are narrow then, and their ends known to a few per cent of their width.
    private const long MostDraws = 50_000_000;
    private const int FewestResamples = 200;

    /// <summary>
    /// The intervals of every metric that is defined, by name. A draw in which a metric is undefined, such as ROC AUC where only one class
    /// was drawn, counts for the other metrics only; a metric that is undefined in more than half of the draws has no interval.
    /// </summary>
    /// <param name="rows">At least one row.</param>
    /// <param name="seed">Starts the random choices.</param>
    /// <param name="threads">Threads that may work at once.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SortedDictionary<string, MetricInterval> Of(ScoredRows rows, int seed, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int resamples = (int)Math.Clamp(MostDraws / Math.Max(1, rows.Rows), FewestResamples, Resamples);
        return Of(rows, resamples, seed, threads, cancellationToken);
    }

    /// <summary>See the other one.</summary>
    /// <param name="rows">At least one row.</param>
    /// <param name="resamples">How often the rows are drawn.</param>
    /// <param name="seed">Starts the random choices.</param>
    /// <param name="threads">Threads that may work at once.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    internal static SortedDictionary<string, MetricInterval> Of(ScoredRows rows, int resamples, int seed, int threads, CancellationToken cancellationToken)
    {
        var intervals = new SortedDictionary<string, MetricInterval>(StringComparer.Ordinal);
        if (rows.Rows == 0)
        {
            return intervals;
        }

        IResampledMetrics metrics = MetricsOf(rows);
        double[][] values = new double[resamples][];
        ParallelOptions options = ParallelLoop.Options(threads, cancellationToken);
        Parallel.For(0, resamples, options, () => new int[rows.Rows], (draw, _, counts) =>
        {
            Draw(counts, new SeededRandom(seed, draw));
            values[draw] = metrics.Measure(counts);
            return counts;
        }, _ => { });
        for (int metric = 0; metric < metrics.Names.Count; metric++)
        {
            double[] known = [.. values.Select(draw => draw[metric]).Where(double.IsFinite).Order()];
            if (known.Length > resamples / 2)
            {
                intervals.Add(metrics.Names[metric], new MetricInterval(Quantile(known, (1 - Level) / 2), Quantile(known, (1 + Level) / 2)));
            }
        }

        return intervals;
    }

    /// <summary>The metrics of some rows, to be measured on draws of them.</summary>
    internal static IResampledMetrics MetricsOf(ScoredRows rows) => rows.Task == TaskKind.Regression ? new ResampledNumbers(rows) : new ResampledClasses(rows);

    /// <summary>Draws as many rows as there are, with replacement.</summary>
    /// <param name="counts">Takes how often each row was drawn.</param>
    /// <param name="random">Draws.</param>
    internal static void Draw(int[] counts, SeededRandom random)
    {
        Array.Clear(counts);
        for (int i = 0; i < counts.Length; i++)
        {
            counts[random.Next(counts.Length)]++;
        }
    }

    /// <summary>A quantile, between neighbours by straight line, as NumPy's default.</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}
