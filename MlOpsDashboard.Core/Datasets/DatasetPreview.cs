using System.IO.Compression;
using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>What the beginning of a file shows before the whole is stored.</summary>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">A few rows as they are written.</param>
/// <param name="SuggestedTarget">The column that is likely to be predicted, by its name; null when there is none.</param>
public sealed record DatasetPreview(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows, string? SuggestedTarget)
{
    /// <summary>How much of a file is enough, in bytes.</summary>
    public const int EnoughBytes = 256 * 1024;

    private const int MostRows = 5;

    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="head">Its first bytes, plain or gzipped.</param>
    /// <returns>Null when it does not look like a table; storing it will say why.</returns>
    public static DatasetPreview? Read(byte[] head)
    {
        ArgumentNullException.ThrowIfNull(head);
        try
        {
            byte[] text = WholeLines(head is [0x1F, 0x8B, ..] ? Unpack(head) : head);
            CsvFormat format = CsvFormatDetector.Detect(new MemoryStream(text));
            using CsvReader reader = format.OpenRows(new MemoryStream(text));
            if (!reader.Read())
            {
                return null;
            }

            string[] names = ColumnNames.Read(reader, format.HasHeader).Names;
            IReadOnlyList<string[]> rows = RowReader.Read(new MemoryStream(text), format, 0, MostRows, CancellationToken.None);
            return new DatasetPreview(names, rows, TargetInference.Suggest(names));
        }
        catch (Exception exception) when (exception is CsvException or InvalidDataException)
        {
            return null;
        }
    }

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
