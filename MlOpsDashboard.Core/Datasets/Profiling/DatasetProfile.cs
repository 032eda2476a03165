namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>What a data set looks like, column by column.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="DuplicateRows">Rows that are the same as an earlier one.</param>
/// <param name="DuplicateRowsIsEstimate">Whether <paramref name="DuplicateRows"/> is an estimate, to within about a tenth of a per cent of the rows.</param>
/// <param name="Columns">The columns, in file order.</param>
public sealed record DatasetProfile(long Rows, long DuplicateRows, bool DuplicateRowsIsEstimate, IReadOnlyList<ColumnProfile> Columns);
