namespace MlOpsDashboard.Api.Datasets;

/// <summary>Some rows of a version as they are written.</summary>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">For each row the columns' texts.</param>
/// <param name="Offset">Rows before them.</param>
/// <param name="Total">Rows of the whole version.</param>
internal sealed record RowsReply(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows, long Offset, long Total);
