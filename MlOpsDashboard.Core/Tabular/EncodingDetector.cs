using System.Text;
using System.Text.Unicode;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// Finds out how a file's characters are bytes: by a byte order mark, by the zero bytes of UTF-16, by whether the whole file is valid
/// UTF-8, and else as Windows-1252.
/// </summary>
internal static class EncodingDetector
{
    private const int ChunkBytes = 256 * 1024;

    /// <summary>Reads a file through.</summary>
    /// <param name="content">The file, at its first byte and able to seek; left at its end.</param>
    /// <exception cref="CsvException">The file is binary, damaged UTF-8, or mixes encodings.</exception>
    internal static (TextEncoding Encoding, int ByteOrderMark) Detect(Stream content)
    {
        var buffer = new byte[ChunkBytes];
        int read = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> head = buffer.AsSpan(0, read);
        RefuseKnownBinaries(head);
        if (head.StartsWith<byte>([0xFF, 0xFE]))
        {
            return (TextEncoding.Utf16LittleEndian, 2);
        }

        if (head.StartsWith<byte>([0xFE, 0xFF]))
        {
            return (TextEncoding.Utf16BigEndian, 2);
        }

        if (LooksLikeUtf16(head) is { } encoding)
        {
            return (encoding, 0);
        }

        int mark = head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
        content.Position = 0;
        BadByte? bad = FindBadUtf8(content, buffer);
        if (bad is null)
        {
            return (TextEncoding.Utf8, mark);
        }

        if (mark > 0 || bad.AfterOtherCharacters)
        {
            throw new CsvException(bad.Line, FormattableString.Invariant(
                $"the byte 0x{bad.Value:X2} is not valid UTF-8, which the rest of the file is. Save the whole file as UTF-8."));
        }

        content.Position = 0;
        CheckWindows1252(content, buffer);
        return (TextEncoding.Windows1252, 0);
    }

    private static void RefuseKnownBinaries(ReadOnlySpan<byte> head)
    {
        string? kind = head.StartsWith("PK\u0003\u0004"u8) ? "a ZIP archive or an Excel workbook"
            : head.StartsWith("PAR1"u8) ? "a Parquet file"
            : head.StartsWith("%PDF-"u8) ? "a PDF document"
            : head.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G']) ? "a PNG image"
            : head.StartsWith<byte>([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']) ? "an XZ archive"
            : head.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD]) ? "a Zstandard archive"
            : null;
        if (kind is not null)
        {
            throw new CsvException(1, $"this is {kind}, not text. Save the table as CSV, optionally compressed with gzip.");
        }
    }

    // Mostly-Latin text in UTF-16 has a zero in every second byte, which no other text has.
    private static TextEncoding? LooksLikeUtf16(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> sample = head[..Math.Min(head.Length & ~1, 4096)];
        int even = 0;
        int odd = 0;
        for (int i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        int enough = Math.Max(1, sample.Length / 2 * 2 / 5);
        return odd >= enough && even == 0 ? TextEncoding.Utf16LittleEndian
            : even >= enough && odd == 0 ? TextEncoding.Utf16BigEndian
            : null;
    }

    private static BadByte? FindBadUtf8(Stream content, byte[] buffer)
    {
        long line = 1;
        bool others = false;
        int held = 0;
        while (true)
        {
            int read = content.Read(buffer, held, buffer.Length - held);
            ReadOnlySpan<byte> chunk = buffer.AsSpan(0, held + read);
            int whole = read == 0 ? chunk.Length : chunk.Length - UnfinishedTail(chunk);
            if (!Utf8.IsValid(chunk[..whole]))
            {
                int at = FirstInvalid(chunk);
                return new BadByte(line + chunk[..at].Count((byte)'\n'), chunk[at], others || !Ascii.IsValid(chunk[..at]));
            }

            if (read == 0)
            {
                return null;
            }

            others |= !Ascii.IsValid(chunk[..whole]);
            line += chunk[..whole].Count((byte)'\n');
            held = chunk.Length - whole;
            chunk[whole..].CopyTo(buffer);
        }
    }

    // Bytes at the end that begin a character whose other bytes are in the next chunk.
    private static int UnfinishedTail(ReadOnlySpan<byte> chunk)
    {
        for (int back = 1; back <= Math.Min(3, chunk.Length); back++)
        {
            byte value = chunk[^back];
            if (value >= 0xC0)
            {
                int length = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
                return length > back ? back : 0;
            }

            if (value < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> chunk)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(chunk[at..], out _, out int used) == System.Buffers.OperationStatus.Done)
        {
            at += used;
        }

        return at;
    }

    private static void CheckWindows1252(Stream content, byte[] buffer)
    {
        long line = 1;
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            ReadOnlySpan<byte> chunk = buffer.AsSpan(0, read);
            int bad = chunk.IndexOfAny(NotWindows1252);
            if (bad >= 0)
            {
                throw new CsvException(line + chunk[..bad].Count((byte)'\n'), FormattableString.Invariant(
                    $"the byte 0x{chunk[bad]:X2} is in no text in UTF-8, UTF-16 or Latin-1: this is a binary file or text in another encoding. Save it as UTF-8."));
            }

            line += chunk.Count((byte)'\n');
        }
    }

    private static readonly System.Buffers.SearchValues<byte> NotWindows1252 = System.Buffers.SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    private sealed record BadByte(long Line, byte Value, bool AfterOtherCharacters);
}
