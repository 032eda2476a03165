using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>One of the two tables of a comparison.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Format">How its file is written.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Open">Opens its file at the first byte.</param>
internal sealed record DiffSide(int Version, IReadOnlyList<ColumnSchema> Columns, CsvFormat Format, long Rows, Func<Stream> Open)
{
    /// <summary>Reads through the rows.</summary>
    /// <param name="visit">Called at each row.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    internal void Visit(Action<CsvReader> visit, CancellationToken cancellationToken)
    {
        using CsvReader reader = Format.OpenRows(Open());
        if (Format.HasHeader)
        {
            reader.Read();
        }

        for (int row = 0; reader.Read(); row++)
        {
            visit(reader);
            if ((row & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
