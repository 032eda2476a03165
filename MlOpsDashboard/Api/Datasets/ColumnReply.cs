using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>A column of a data set.</summary>
internal sealed record ColumnReply(
    string Name, ColumnType Type, bool Nullable, long Missing, long Distinct, bool DistinctIsEstimate, string? Format, IReadOnlyList<string> MissingValues)
{
    /// <summary>What of a column is shown.</summary>
    public static ColumnReply Of(ColumnSchema column)
    {
        ColumnReading reading = column.KnownReading;
        return new ColumnReply(
            column.Name, column.Type, column.Nullable, column.Missing, column.Distinct, column.DistinctIsEstimate, reading.Format, reading.Missing.Markers);
    }
}
