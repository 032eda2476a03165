using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// Finds out how a file's characters are bytes: by a byte order mark, by the zero bytes of UTF-16, by whether the whole file is valid
/// UTF-8, and else by a guess: Windows-1251 where the other letters stand in whole words, as in Cyrillic, and Windows-1252 where they stand alone.
/// </summary>
internal static class EncodingDetector
{
    /// <summary>The longest byte order marks, in bytes: programs that add one to a file that has one make several.</summary>
    internal const int MostMarkBytes = 12;

    private const int ChunkBytes = 256 * 1024;

    /// <summary>Reads a file through.</summary>
    /// <param name="content">The file, at its first byte and able to seek; left at its end.</param>
    /// <param name="named">The encoding, where somebody said it; null asks to find out.</param>
    /// <exception cref="CsvException">The file is binary, damaged UTF-8, or mixes encodings.</exception>
    internal static (TextEncoding Encoding, int ByteOrderMark, bool IsGuess) Detect(Stream content, TextEncoding? named = null)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int read = content.ReadAtLeast(buffer.AsSpan(0, ChunkBytes), ChunkBytes, throwOnEndOfStream: false);
            ReadOnlySpan<byte> head = buffer.AsSpan(0, read);
            KnownFiles.Refuse(head);
            (TextEncoding? marked, int mark) = MarkOf(head);
            if ((named ?? marked) is { } told && told != TextEncoding.Utf8)
            {
                return (told, marked == told ? mark : 0, false);
            }

            if (named is null && LooksLikeUtf16(head) is { } encoding)
            {
                return (encoding, 0, false);
            }

            return DetectBytes(content, buffer, mark, named);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static (TextEncoding Encoding, int ByteOrderMark, bool IsGuess) DetectBytes(Stream content, byte[] buffer, int mark, TextEncoding? named)
    {
        content.Position = 0;
        BadByte? bad = FindBadUtf8(content, buffer);
        if (bad is null)
        {
            return (TextEncoding.Utf8, mark, false);
        }

        if (named is not null || mark > 0 || bad.AfterOtherCharacters)
        {
            throw new CsvException(bad.Line, FormattableString.Invariant(
                $"the byte 0x{bad.Value:X2} is not valid UTF-8, which the rest of the file is. Save the whole file as UTF-8, or name its encoding."));
        }

        content.Position = 0;
        return CheckSingleBytes(content, buffer) ? (TextEncoding.Windows1251, 0, true) : (TextEncoding.Windows1252, 0, true);
    }

    // A file may have several marks, one of each program that it went through.
    private static (TextEncoding? Encoding, int Bytes) MarkOf(ReadOnlySpan<byte> head)
    {
        (TextEncoding Encoding, byte[] Mark)[] marks =
        [
            (TextEncoding.Utf16LittleEndian, [0xFF, 0xFE]),
            (TextEncoding.Utf16BigEndian, [0xFE, 0xFF]),
            (TextEncoding.Utf8, [0xEF, 0xBB, 0xBF]),
        ];
        foreach ((TextEncoding encoding, byte[] mark) in marks)
        {
            int bytes = 0;
            while (bytes + mark.Length <= MostMarkBytes && head[bytes..].StartsWith(mark))
            {
                bytes += mark.Length;
            }

            if (bytes > 0)
            {
                return (encoding, bytes);
            }
        }

        return (null, 0);
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
            int read = content.Read(buffer, held, ChunkBytes - held);
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
        while (Rune.DecodeFromUtf8(chunk[at..], out _, out int used) == OperationStatus.Done)
        {
            at += used;
        }

        return at;
    }

    // Whether the letters beyond ASCII stand in runs, as those of a language that has no others do.
    private static bool CheckSingleBytes(Stream content, byte[] buffer)
    {
        long line = 1;
        long letters = 0;
        long runs = 0;
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            ReadOnlySpan<byte> chunk = buffer.AsSpan(0, read);
            int bad = chunk.IndexOfAny(s_notWindows1252);
            if (bad >= 0)
            {
                throw new CsvException(line + chunk[..bad].Count((byte)'\n'), FormattableString.Invariant(
                    $"the byte 0x{chunk[bad]:X2} is in no text in UTF-8, UTF-16 or Latin-1: this is a binary file or text in another encoding. Save it as UTF-8, or name its encoding."));
            }

            line += chunk.Count((byte)'\n');
            for (int i = 0; i < chunk.Length; i++)
            {
                bool letter = chunk[i] >= 0xC0;
                letters += letter ? 1 : 0;
                runs += letter && (i == 0 || chunk[i - 1] < 0xC0) ? 1 : 0;
            }
        }

        return letters > 3 * runs;
    }

    private static readonly SearchValues<byte> s_notWindows1252 = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    private sealed record BadByte(long Line, byte Value, bool AfterOtherCharacters);
}
