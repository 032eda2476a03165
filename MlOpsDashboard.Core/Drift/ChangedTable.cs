using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Changes a table as a simulation says, by a seed.</summary>
internal static class ChangedTable
{
    /// <summary>The changed table.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="changes">What to do.</param>
    /// <param name="features">What the model expects.</param>
    /// <exception cref="InvalidException">A change does not fit its feature; field <c>changes</c>.</exception>
    public static DataTable Of(DataTable table, IReadOnlyList<DriftChange> changes, IReadOnlyList<FeatureSignature> features)
    {
        var random = new Random(DriftRules.SampleSeed);
        Dictionary<string, Column> columns = table.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        foreach (DriftChange change in changes)
        {
            FeatureSignature feature = features.FirstOrDefault(one => one.Name == change.Feature)
                ?? throw Wrong($"The model has no feature '{change.Feature}'.");
            if (!double.IsFinite(change.Amount) || (change.Kind is DriftChangeKind.Swap or DriftChangeKind.Missing && change.Amount is < 0 or > 1))
            {
                throw Wrong($"The amount for {change.Feature} must be {(change.Kind is DriftChangeKind.Swap or DriftChangeKind.Missing ? "a share from 0 to 1" : "a number")}.");
            }

            if (change.Kind == DriftChangeKind.Missing && !feature.Nullable)
            {
                throw Wrong($"{change.Feature} cannot be missing: the training data always had it, and such requests are refused.");
            }

            columns[change.Feature] = Change(columns[change.Feature], change, random);
        }

        return new DataTable([.. table.Columns.Select(column => columns[column.Name])]);
    }

    private static Column Change(Column column, DriftChange change, Random random) => (column, change.Kind) switch
    {
        (NumericColumn numbers, DriftChangeKind.Shift) => NumericColumn.Of(column.Name, Shift(numbers.ToDoubles(), change.Amount), column.Reading),
        (NumericColumn numbers, DriftChangeKind.Scale) => NumericColumn.Of(column.Name, Array.ConvertAll(numbers.ToDoubles(), value => value * change.Amount), column.Reading),
        (NumericColumn numbers, DriftChangeKind.Missing) => NumericColumn.Of(column.Name, Drop(numbers.ToDoubles(), change.Amount, random), column.Reading),
        (DateTimeColumn dates, DriftChangeKind.Shift) => new DateTimeColumn(column.Name, Shift(dates.Seconds.ToArray(), change.Amount)),
        (DateTimeColumn dates, DriftChangeKind.Missing) => new DateTimeColumn(column.Name, Drop(dates.Seconds.ToArray(), change.Amount, random)),
        (CodedColumn words, DriftChangeKind.Swap) when words.Dictionary.Count > 1 => Words(words, code => code >= 0 && random.NextDouble() < change.Amount
            ? (code + 1 + random.Next(words.Dictionary.Count - 1)) % words.Dictionary.Count : code),
        (CodedColumn words, DriftChangeKind.Missing) => Words(words, code => random.NextDouble() < change.Amount ? CodedColumn.Missing : code),
        _ => throw Wrong($"{change.Kind.ToString().ToLowerInvariant()} does not fit {change.Feature}: {(column is CodedColumn ? "words can be swapped or go missing" : "numbers and dates can be shifted or go missing, and numbers be scaled")}."),
    };

    private static CodedColumn Words(CodedColumn words, Func<int, int> change) =>
        new(words.Name, words.Type, Array.ConvertAll(words.Codes.ToArray(), code => change(code)), words.Dictionary);

    private static double[] Shift(double[] values, double deviations)
    {
        double[] known = Array.FindAll(values, double.IsFinite);
        double mean = known.DefaultIfEmpty().Average();
        double by = deviations * Math.Sqrt(known.Select(value => (value - mean) * (value - mean)).DefaultIfEmpty().Average());
        return Array.ConvertAll(values, value => value + by);
    }

    private static double[] Drop(double[] values, double share, Random random) => Array.ConvertAll(values, value => random.NextDouble() < share ? double.NaN : value);

    private static InvalidException Wrong(string message) => new("changes", message);
}
