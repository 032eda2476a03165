using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>All that is worked out of a data-set version when it is stored, kept as one JSON artifact.</summary>
/// <param name="Profile">What it looks like.</param>
/// <param name="Validation">What speaks against training on it as it is.</param>
internal sealed record DatasetAnalysis(DatasetProfile Profile, ValidationReport Validation)
{
    // Columns of words take longer to look at than to read: this many cells keep the search for leaks below about two seconds.
    private const long MostCells = 20_000_000;

    /// <summary>Analyses a table.</summary>
    /// <param name="scan">A finished scan.</param>
    /// <param name="open">Opens the file at its first byte.</param>
    /// <param name="format">How the file is written.</param>
    /// <param name="target">The target that was named, or null.</param>
    /// <param name="cancellationToken">Ends the analysis early.</param>
    internal static DatasetAnalysis Of(TableScan scan, Func<Stream> open, CsvFormat format, string? target, CancellationToken cancellationToken)
    {
        DatasetProfile profile = Profiler.Profile(scan);

        // Text tells nothing by whole values, and may not fit in memory.
        string[] columns = [.. scan.Schema.Where(column => column.Type != ColumnType.Text).Select(column => column.Name)];
        long cells = scan.Rows * Math.Max(1, columns.Length);
        int every = (int)Math.Max(1, (cells + MostCells - 1) / MostCells);
        string[] wanted = target is null || columns.Contains(target) ? columns : [.. columns, target];
        DataTable sample = TableReader.Read(open(), format, scan.Schema, scan.Rows, wanted, every, cancellationToken);
        return new DatasetAnalysis(profile, Validator.Validate(scan, profile, sample, target));
    }
}
