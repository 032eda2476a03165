namespace MlOpsDashboard.Components.Tables;

/// <summary>Searches and orders rows that are all there already, as services do those of the database.</summary>
public static class RowSelection
{
    /// <summary>The rows that the state asks for, of all pages.</summary>
    /// <typeparam name="T">The kind of row.</typeparam>
    /// <param name="rows">All rows, in the list's own order.</param>
    /// <param name="columns">What is known of each.</param>
    /// <param name="state">What the address says.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> rows, IReadOnlyList<TableColumn<T>> columns, TableState state)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(state);
        IEnumerable<T> found = state.Text.Length == 0
            ? rows
            : rows.Where(row => columns.Any(column => column.Words(row).Contains(state.Text, StringComparison.OrdinalIgnoreCase)));
        if (columns.FirstOrDefault(column => column.CanSort && column.Key == state.Sort) is { } order)
        {
            // Rows without a value come last either way.
            IOrderedEnumerable<T> lacking = found.OrderBy(row => order.Value(row) is null);
            found = state.Descending
                ? lacking.ThenByDescending(order.Value, Comparer<object?>.Create(Compare))
                : lacking.ThenBy(order.Value, Comparer<object?>.Create(Compare));
        }

        return [.. found];
    }

    private static int Compare(object? one, object? other) => (one, other) switch
    {
        (string text, string second) => string.Compare(text, second, StringComparison.OrdinalIgnoreCase),
        (IComparable value, not null) => value.CompareTo(other),
        _ => 0,
    };
}
