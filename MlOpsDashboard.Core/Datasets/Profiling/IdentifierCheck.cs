using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Tells columns that name rows from columns that describe them.</summary>
internal static class IdentifierCheck
{
    private const int FewestRows = 20;

    /// <summary>Whether nearly every row of a column of words has a value of its own. Numbers need their values looked at as well.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">The number of rows.</param>
    internal static bool IsIdentifier(ColumnSchema column, long rows) =>
        rows >= FewestRows
        && column.Type is ColumnType.Text or ColumnType.Categorical
        && column.Distinct >= (rows - column.Missing) * 0.99
        && column.Distinct >= FewestRows;

    /// <summary>Whether a column of numbers counts the rows: whole, all different, and with hardly a gap.</summary>
    /// <param name="profile">The column's profile.</param>
    /// <param name="rows">The number of rows.</param>
    internal static bool CountsRows(ColumnProfile profile, long rows) =>
        rows >= FewestRows
        && profile.Type == ColumnType.Numeric
        && profile.Missing == 0
        && !profile.DistinctIsEstimate
        && profile.Distinct == rows
        && profile.Max - profile.Min < rows * 1.5;

    /// <summary>Whether a column of whole numbers that all differ has a name such as id, user_id or CustomerID.</summary>
    /// <param name="profile">The column's profile.</param>
    /// <param name="rows">The number of rows.</param>
    internal static bool IsNamedLikeOne(ColumnProfile profile, long rows) =>
        rows >= FewestRows
        && profile.Distinct >= (rows - profile.Missing) * 0.99
        && (profile.Name.Equals("id", StringComparison.OrdinalIgnoreCase)
            || profile.Name.EndsWith("_id", StringComparison.OrdinalIgnoreCase)
            || profile.Name.EndsWith("ID", StringComparison.Ordinal)
            || profile.Name.EndsWith("Id", StringComparison.Ordinal));
}
