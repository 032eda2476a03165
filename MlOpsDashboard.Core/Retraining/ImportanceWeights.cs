using MlOpsDashboard.Core.Drift.Together;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>
/// How much each row counts when what comes looks like the latest rows: the relative ratio of densities p(latest) / p(all) of Yamada et al.
/// (Neural Computation 25, 2013, doi:10.1162/NECO_a_00442), from the chances of a classifier (Bickel et al., JMLR 10, 2009).
/// </summary>
internal static class ImportanceWeights
{
    /// <summary>The least weight: a row that looks like none of the latest still counts.</summary>
    public const float Least = 0.05f;

    // More rows make the classifier slower, not much better.
    private const int MostLearned = 20_000;
    private const int Seed = 20261130;

    private static readonly Hyperparameters s_small = new(
    [
        new("rounds", 60L), new("max_leaves", 8L), new("min_leaf_rows", 20L), new("max_bins", 64L),
    ]);

    /// <summary>The weights of all rows. Pure: the same rows give the same weights.</summary>
    /// <param name="features">The columns that count.</param>
    /// <param name="latest">So many of the last rows are the latest.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>At least <see cref="Least"/>, at most the number of rows by <paramref name="latest"/>; 1 for all without a column or without latest rows.</returns>
    public static float[] Of(DataTable features, int latest, CancellationToken cancellationToken)
    {
        int rows = features.RowCount;
        float[] weights = new float[rows];
        Array.Fill(weights, 1);
        if (latest == 0 || Matrix(features) is not { } matrix)
        {
            return weights;
        }

        int[] order = [.. Enumerable.Range(0, rows)];
        new Random(Seed).Shuffle(order);
        int[][] halves = [order[..(rows / 2)], order[(rows / 2)..]];
        double share = (double)latest / rows;
        for (int half = 0; half < 2; half++)
        {
            double[]? chances = Chances(matrix, rows - latest, halves[1 - half], halves[half], cancellationToken);
            for (int i = 0; i < halves[half].Length && chances is not null; i++)
            {
                weights[halves[half][i]] = (float)Math.Clamp(chances[i] / share, Least, 1 / share);
            }
        }

        return weights;
    }

    private static double[]? Chances(FeatureMatrix matrix, int firstLatest, int[] learned, int[] judged, CancellationToken cancellationToken)
    {
        int[] taken = learned[..Math.Min(learned.Length, MostLearned)];
        return Array.Exists(taken, row => row >= firstLatest) && Array.Exists(taken, row => row < firstLatest)
            ? DomainClassifier.Chances(matrix, firstLatest, taken, judged, s_small, cancellationToken)
            : null;
    }

    // A date tells every row from the latest, whatever they have in common: it does not count.
    private static FeatureMatrix? Matrix(DataTable features)
    {
        Column[] columns = [.. features.Columns.Where(column => column is not DateTimeColumn)];
        return columns.Length == 0 ? null : new FeatureMatrix(
            [.. columns.Select((column, i) => new FeatureInfo($"f{i}", column.Name))], [.. columns.Select(Values)], features.RowCount);
    }

    private static float[] Values(Column column) => column is NumericColumn numbers
        ? numbers.Values.ToArray()
        : Array.ConvertAll(((CodedColumn)column).Codes.ToArray(), code => code < 0 ? float.NaN : code);
}
