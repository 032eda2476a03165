using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Resampling;

/// <summary>
/// Synthetic minority over-sampling: SMOTE (Chawla, Bowyer, Hall, Kegelmeyer 2002, JAIR 16) for numbers and dates, SMOTE-NC
/// (section 6.1 there) where words are among the features. Only ever given the training part of a fold.
/// </summary>
public static class Smote
{
    /// <summary>The neighbours among which a synthetic row's partner is chosen, when nothing else is said.</summary>
    public const int DefaultNeighbours = 5;

    /// <summary>Adds synthetic rows until every class has as many as the largest.</summary>
    /// <param name="table">The training rows: features and target.</param>
    /// <param name="target">The name of the target, a coded column without missing values.</param>
    /// <param name="seed">Starts the random choices.</param>
    /// <param name="threads">Threads that may search neighbours at once; the result does not depend on it.</param>
    /// <param name="neighbours">Neighbours to choose from; a class with fewer rows uses what it has.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The given rows first, unchanged, then the synthetic ones, class by class.</returns>
    /// <exception cref="ArgumentException">The target is not a coded column of the table.</exception>
    public static DataTable Balance(
        DataTable table,
        string target,
        int seed,
        int threads = 1,
        int neighbours = DefaultNeighbours,
        CancellationToken cancellationToken = default) => BalanceRows(table, target, seed, threads, neighbours, cancellationToken).Table;

    /// <summary>As <see cref="Balance"/>, and tells what the rows are made of.</summary>
    /// <param name="table">As there.</param>
    /// <param name="target">As there.</param>
    /// <param name="seed">As there.</param>
    /// <param name="threads">As there.</param>
    /// <param name="neighbours">As there.</param>
    /// <param name="cancellationToken">As there.</param>
    /// <returns>The table, and for each of its rows the given row that it is or is based on.</returns>
    internal static (DataTable Table, int[] Origins) BalanceRows(
        DataTable table, string target, int seed, int threads, int neighbours, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        CodedColumn labels = table.Find(target) as CodedColumn
            ?? throw new ArgumentException($"'{target}' is not a coded column of the table.", nameof(target));
        var plan = new SyntheticRows(table.RowCount);
        int[][] rowsByClass = RowsByClass(labels);
        int most = rowsByClass.Max(rows => rows.Length);
        var random = new Random(seed);
        foreach (int[] rows in rowsByClass)
        {
            // A class of one row has no neighbour to lean towards: it is repeated by being its own.
            if (rows.Length > 0 && rows.Length < most)
            {
                var space = MinoritySpace.Make(table, target, rows);
                plan.Add(rows, space.Neighbours(neighbours, threads, cancellationToken), most - rows.Length, random);
            }
        }

        return (new DataTable([.. table.Columns.Select(plan.Extend)]), plan.Origins);
    }

    private static int[][] RowsByClass(CodedColumn labels)
    {
        var rows = new List<int>[labels.Dictionary.Count];
        for (int code = 0; code < rows.Length; code++)
        {
            rows[code] = [];
        }

        for (int row = 0; row < labels.Length; row++)
        {
            rows[labels.Codes[row]].Add(row);
        }

        return [.. rows.Select(list => list.ToArray())];
    }
}
