using System.Globalization;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>What the column to predict says, row by row, as a caller would tell it.</summary>
internal static class TargetTexts
{
    /// <summary>The texts; null where the value is missing, or where there is no such column.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="target">The column to predict.</param>
    public static string?[] Of(DataTable table, string target) => table.Find(target) switch
    {
        CodedColumn words => [.. Enumerable.Range(0, table.RowCount).Select(words.WordAt)],
        NumericColumn numbers => [.. numbers.ToDoubles().Select(number => double.IsNaN(number) ? null : number.ToString("R", CultureInfo.InvariantCulture))],
        _ => new string?[table.RowCount],
    };
}
