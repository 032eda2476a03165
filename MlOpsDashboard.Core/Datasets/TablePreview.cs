using System.IO.Compression;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>How a table would be read, before anything of it is stored.</summary>
/// <param name="Format">How the file is written.</param>
/// <param name="Columns">How each column would be read, in file order.</param>
/// <param name="Rows">The first rows as they are written.</param>
/// <param name="Scanned">How many rows this was found out from.</param>
/// <param name="Warnings">What was doubtful of the file and of its columns, in sentences that name the setting which changes it.</param>
/// <param name="SuggestedTarget">The column that is likely to be predicted, by its name; null when there is none.</param>
public sealed record TablePreview(
    CsvFormat Format, IReadOnlyList<ColumnPreview> Columns, IReadOnlyList<string[]> Rows, long Scanned, IReadOnlyList<string> Warnings, string? SuggestedTarget)
{
    /// <summary>How much of a file is enough to show, in bytes.</summary>
    public const int EnoughBytes = 1024 * 1024;

    private const int MostRows = 10;
    private const int MostExamples = 4;

    /// <summary>Reads a table through.</summary>
    /// <param name="open">Opens the file at its first byte; the stream can seek.</param>
    /// <param name="said">What is known of it.</param>
    /// <param name="limits">The largest fields and the most columns.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="InvalidException">The file is no table, or a column is not what somebody says it is.</exception>
    internal static TablePreview Of(Func<Stream> open, TableOverrides said, CsvLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            CsvFinding finding;
            using (Stream content = open())
            {
                finding = CsvFormatDetector.Find(content, said);
            }

            TableScan scan = TableScan.Run(open(), finding.Format, limits, said, cancellationToken);
            CsvFormat format = finding.Format with { SkipsRepeatedHeaders = scan.HasRepeatedHeaders };
            return new TablePreview(
                format,
                [.. scan.Columns.Select((column, index) => new ColumnPreview(scan.Schema[index], Examples(column), column.Warnings, column.Offers))],
                RowReader.Read(open(), format, 0, MostRows, cancellationToken),
                scan.Rows,
                [.. finding.Warnings, .. scan.Warnings],
                TargetSuggestion(scan));
        }
        catch (CsvException exception)
        {
            throw new InvalidException("file", exception.Message);
        }
    }

    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="head">Its first bytes, plain or gzipped; <see cref="EnoughBytes"/> of a longer file.</param>
    /// <param name="said">What is known of it.</param>
    /// <exception cref="InvalidException">It is no table, or a column is not what somebody says it is.</exception>
    public static TablePreview OfHead(byte[] head, TableOverrides said)
    {
        ArgumentNullException.ThrowIfNull(head);
        try
        {
            byte[] text = WholeLines(head is [0x1F, 0x8B, ..] ? Unpack(head) : head);
            return Of(() => new MemoryStream(text), said, CsvLimits.Default, CancellationToken.None);
        }
        catch (InvalidDataException)
        {
            throw new InvalidException("file", "The gzip file is damaged.");
        }
    }

    private static string? TargetSuggestion(TableScan scan) => Profiling.TargetSuggestion.Of(scan.Schema, scan.Rows) ?? TargetInference.Suggest([.. scan.Schema.Select(column => column.Name)]);

    private static string[] Examples(ColumnScan column) => [.. Enumerable.Range(0, Math.Min(MostExamples, column.Words.Count)).Select(column.Words.Text)];

    private static byte[] Unpack(byte[] head)
    {
        using var gzip = new GZipStream(new MemoryStream(head), CompressionMode.Decompress);
        var text = new byte[EnoughBytes];
        return text[..gzip.ReadAtLeast(text, text.Length, throwOnEndOfStream: false)];
    }

    // The beginning may end inside a row, or inside a character.
    private static byte[] WholeLines(byte[] text)
    {
        int end = Array.LastIndexOf(text, (byte)'\n');
        return text.Length < EnoughBytes || end < 0 ? text : text[..(end + 1)];
    }
}
