namespace MlOpsDashboard.Core.Datasets;

public sealed partial class DatasetService
{
    /// <summary>Some cells of a column as they are written in the file, without the blanks around them.</summary>
    /// <param name="version">The version.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="rows">Row numbers, the first row being 0; in any order.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>A text a row number, in their order.</returns>
    /// <exception cref="InvalidException">There is no such column.</exception>
    public Task<string[]> CellsAsync(DatasetVersion version, string column, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(rows);
        int place = version.Columns.Select(known => known.Name).ToList().IndexOf(column);
        return place < 0
            ? throw new InvalidException("column", $"Data set '{version.Dataset}' version {version.Version} has no column '{column}'.")
            : Task.Run(() => CellReader.Read(artifacts.OpenRead(version.Sha256), version.Format, place, rows, cancellationToken), cancellationToken);
    }
}
