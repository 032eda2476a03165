using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>A column of a data set.</summary>
internal sealed record ColumnReply(string Name, ColumnType Type, bool Nullable, long Missing, long Distinct, bool DistinctIsEstimate)
{
    /// <summary>What of a column is shown.</summary>
    public static ColumnReply Of(ColumnSchema column) =>
        new(column.Name, column.Type, column.Nullable, column.Missing, column.Distinct, column.DistinctIsEstimate);
}
