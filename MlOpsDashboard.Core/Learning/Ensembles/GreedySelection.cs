using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Ensembles;

/// <summary>
/// Chooses the members of an ensemble and their weights: greedy selection with replacement (Caruana, Niculescu-Mizil, Crew and Ksikes
/// 2004). It starts with the best model alone; each round adds the one, chosen before or not, with which the mean of all is best on
/// rows that none was fitted on; of all rounds the best ends it. The result does not depend on the number of threads.
/// </summary>
/// <param name="metric">What is to be as good as possible, as the mean over the folds.</param>
/// <param name="candidates">The answers of each candidate, fold by fold, all on the same rows; the best candidate first.</param>
/// <param name="threads">Threads that may work at once.</param>
internal sealed class GreedySelection(Metric metric, IReadOnlyList<IReadOnlyList<ScoredRows>> candidates, int threads)
{
    private const int Rounds = 25;

    // So many rounds without a better mean, and none is to be expected.
    private const int Patience = 5;

    // Each round judges all candidates: of more rows, evenly picked ones stand for all.
    private const int MostRows = 20_000;

    /// <summary>Chooses.</summary>
    /// <param name="admits">Whether a candidate may join those chosen so far.</param>
    /// <param name="cancellationToken">Ends the choice with an exception.</param>
    /// <returns>How often each candidate was chosen; the sum is above 0.</returns>
    public int[] Choose(Func<IReadOnlyList<int>, int, bool> admits, CancellationToken cancellationToken)
    {
        ScoredRows[][] rows = [.. candidates.Select(Thin)];
        double[][] sums = [.. rows[0].Select(fold => Array.ConvertAll(fold.Outputs, value => (double)value))];
        int[] counts = new int[rows.Length];
        counts[0] = 1;
        int[] best = [.. counts];
        double bestValue = Value(rows[0]);
        int bestRound = 1;
        for (int round = 2; round <= Rounds && round - bestRound <= Patience; round++)
        {
            double[] values = Judge(rows, sums, round, [.. Enumerable.Range(0, rows.Length).Where(i => counts[i] > 0 || admits(counts, i))], cancellationToken);
            int chosen = BestOf(values);
            if (chosen < 0)
            {
                break;
            }

            counts[chosen]++;
            Add(rows[chosen], sums);
            if (metric.IsBetter(values[chosen], bestValue))
            {
                (best, bestValue, bestRound) = ([.. counts], values[chosen], round);
            }
        }

        return best;
    }

    /// <summary>The weighted mean of answers on the same rows.</summary>
    /// <param name="members">The answers, fold by fold, each with its share.</param>
    public static ScoredRows[] Blend(IReadOnlyList<(IReadOnlyList<ScoredRows> Folds, double Weight)> members) =>
    [
        .. members[0].Folds.Select((first, fold) =>
        {
            double[] sums = new double[first.Outputs.Length];
            foreach ((IReadOnlyList<ScoredRows> folds, double weight) in members)
            {
                for (int i = 0; i < sums.Length; i++)
                {
                    sums[i] += weight * folds[fold].Outputs[i];
                }
            }

            return Scored(first, Array.ConvertAll(sums, sum => (float)sum));
        }),
    ];

    private double[] Judge(ScoredRows[][] rows, double[][] sums, int size, int[] allowed, CancellationToken cancellationToken)
    {
        double[] values = new double[rows.Length];
        Array.Fill(values, double.NaN);
        ParallelOptions options = ParallelLoop.Options(threads, cancellationToken);
        Parallel.ForEach(allowed, options, candidate => values[candidate] = Value([.. rows[candidate].Select((fold, f) => Scored(fold, Mean(sums[f], fold.Outputs, size)))]));
        return values;
    }

    private int BestOf(double[] values)
    {
        int best = -1;
        for (int i = 0; i < values.Length; i++)
        {
            best = metric.IsBetter(values[i], best < 0 ? double.NaN : values[best]) ? i : best;
        }

        return best;
    }

    private double Value(ScoredRows[] folds)
    {
        double[] known = [.. folds.Select(metric.Compute).Where(double.IsFinite)];
        return known.Length == 0 ? double.NaN : known.Average();
    }

    private static float[] Mean(double[] sums, float[] more, int size)
    {
        float[] mean = new float[sums.Length];
        for (int i = 0; i < mean.Length; i++)
        {
            mean[i] = (float)((sums[i] + more[i]) / size);
        }

        return mean;
    }

    private static void Add(ScoredRows[] folds, double[][] sums)
    {
        for (int fold = 0; fold < sums.Length; fold++)
        {
            for (int i = 0; i < sums[fold].Length; i++)
            {
                sums[fold][i] += folds[fold].Outputs[i];
            }
        }
    }

    private static ScoredRows[] Thin(IReadOnlyList<ScoredRows> folds) => [.. folds.Select(fold => Thin(fold, Math.Max(1, MostRows / folds.Count)))];

    private static ScoredRows Thin(ScoredRows fold, int most)
    {
        if (fold.Rows <= most)
        {
            return fold;
        }

        float[] target = new float[most];
        float[] outputs = new float[most * fold.OutputCount];
        for (int i = 0; i < most; i++)
        {
            int row = (int)((long)i * fold.Rows / most);
            target[i] = fold.Target[row];
            fold.Outputs.AsSpan(row * fold.OutputCount, fold.OutputCount).CopyTo(outputs.AsSpan(i * fold.OutputCount));
        }

        return new ScoredRows(fold.Task, target, outputs, fold.OutputCount) { Quantile = fold.Quantile, Offset = fold.Offset };
    }

    private static ScoredRows Scored(ScoredRows like, float[] outputs) => new(like.Task, like.Target, outputs, like.OutputCount) { Quantile = like.Quantile, Offset = like.Offset };
}
