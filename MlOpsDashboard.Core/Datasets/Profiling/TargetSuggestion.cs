using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Guesses which column people want to predict.</summary>
internal static class TargetSuggestion
{
    /// <summary>The column whose name says so, else the last one that could be; null when none could.</summary>
    /// <param name="columns">The columns, in file order.</param>
    /// <param name="rows">The number of rows.</param>
    internal static string? Of(IReadOnlyList<ColumnSchema> columns, long rows) =>
        TargetInference.Suggest([.. columns.Where(column => CouldBe(column, rows)).Select(column => column.Name)]);

    private static bool CouldBe(ColumnSchema column, long rows) =>
        column.Type is not (ColumnType.DateTime or ColumnType.Text)
        && column.Distinct > 1
        && !IdentifierCheck.IsIdentifier(column, rows);
}
