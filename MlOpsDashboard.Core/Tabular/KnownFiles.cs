using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>Tells files that are no tables by their first bytes, so that nobody learns from a page that says "not found".</summary>
internal static class KnownFiles
{
    /// <summary>Refuses a file of a known kind.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <exception cref="CsvException">It is one; the message says what it is and what to do.</exception>
    internal static void Refuse(ReadOnlySpan<byte> head)
    {
        if (BinaryKind(head) is { } binary)
        {
            throw new CsvException(1, $"this is {binary}, not text. Save the table as CSV, optionally compressed with gzip.");
        }

        if (TextKind(CellTrim.Of(head[..Math.Min(head.Length, 256)])) is { } text)
        {
            throw new CsvException(1, text);
        }
    }

    private static string? BinaryKind(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) ? "a ZIP archive or an Excel workbook"
        : head.StartsWith("PAR1"u8) ? "a Parquet file"
        : head.StartsWith("%PDF-"u8) ? "a PDF document"
        : head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]) ? "an old Excel workbook"
        : head.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G']) ? "a PNG image"
        : head.StartsWith<byte>([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']) ? "an XZ archive"
        : head.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD]) ? "a Zstandard archive"
        : head.StartsWith("SQLite format 3"u8) ? "an SQLite database"
        : null;

    private static string? TextKind(ReadOnlySpan<byte> head) =>
        head.StartsWith("version https://git-lfs.github.com/"u8)
            ? "this is a Git LFS pointer, not the table itself. Fetch the file with git lfs pull and upload that."
        : Begins(head, "<!doctype"u8) || Begins(head, "<html"u8) ? "this is a web page, not a table. Perhaps the download asked for a sign-in."
        : Begins(head, "<?xml"u8) ? "this is XML, not a table. Save the table as CSV."
        : head.StartsWith("{\""u8) || head.StartsWith("[{"u8) ? "this is JSON, not a table. Save the table as CSV."
        : null;

    private static bool Begins(ReadOnlySpan<byte> head, ReadOnlySpan<byte> word) =>
        head.Length >= word.Length && Ascii.EqualsIgnoreCase(head[..word.Length], word);
}
