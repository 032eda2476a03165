namespace MlOpsDashboard.Core.Tabular;

/// <summary>What changed between the columns of two tables.</summary>
/// <param name="Added">Names that only the newer table has, in its order.</param>
/// <param name="Removed">Names that only the older table has, in its order.</param>
/// <param name="Retyped">Columns whose type changed.</param>
/// <param name="NewlyMissing">Columns that had a value in every row and no longer do.</param>
/// <param name="Reordered">Whether the columns that both have come in another order.</param>
public sealed record SchemaComparison(
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed,
    IReadOnlyList<TypeChange> Retyped,
    IReadOnlyList<string> NewlyMissing,
    bool Reordered)
{
    /// <summary>Whether a model made for the older table can read the newer one: no column gone, none of another type.</summary>
    public bool IsCompatible => Removed.Count == 0 && Retyped.Count == 0;

    /// <summary>Whether nothing changed at all.</summary>
    public bool IsSame => IsCompatible && Added.Count == 0 && NewlyMissing.Count == 0 && !Reordered;

    /// <summary>Compares two tables by their columns' names.</summary>
    /// <param name="older">The columns before.</param>
    /// <param name="newer">The columns after.</param>
    public static SchemaComparison Of(IReadOnlyList<ColumnSchema> older, IReadOnlyList<ColumnSchema> newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        var before = older.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var after = newer.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        ColumnSchema[] kept = [.. newer.Where(column => before.ContainsKey(column.Name))];
        return new SchemaComparison(
            [.. newer.Where(column => !before.ContainsKey(column.Name)).Select(column => column.Name)],
            [.. older.Where(column => !after.Contains(column.Name)).Select(column => column.Name)],
            [.. kept.Where(column => before[column.Name].Type != column.Type)
                .Select(column => new TypeChange(column.Name, before[column.Name].Type, column.Type))],
            [.. kept.Where(column => column.Nullable && !before[column.Name].Nullable).Select(column => column.Name)],
            !kept.Select(column => column.Name).SequenceEqual(older.Where(column => after.Contains(column.Name)).Select(column => column.Name)));
    }
}
