namespace MlOpsDashboard.Core.Tabular;

/// <summary>Finds out how a table is written in a file: its encoding, its separator, and whether it has a header.</summary>
public static class CsvFormatDetector
{
    private const int SampleBytes = 512 * 1024;
    private const int SampleRows = 200;

    private static readonly char[] s_separators = [',', '\t', ';', '|'];
    private static readonly (char Separator, string Name)[] s_otherSeparators = [(' ', "blanks"), (':', "colons"), ('^', "carets"), ('~', "tildes")];

    /// <summary>Reads a file through once for its encoding, and its beginning for the rest.</summary>
    /// <param name="content">The file, at its first byte and able to seek; left at its first byte.</param>
    /// <param name="hasHeader">Whether the first row holds the names, where the caller knows it; null asks to find out.</param>
    /// <exception cref="CsvException">The file is empty, binary, or in no encoding that is known.</exception>
    public static CsvFormat Detect(Stream content, bool? hasHeader = null) => Find(content, TableOverrides.None with { HasHeader = hasHeader }).Format;

    /// <summary>Reads a file through once for its encoding, and its beginning for the rest.</summary>
    /// <param name="content">The file, at its first byte and able to seek; left at its first byte.</param>
    /// <param name="said">What is known of it.</param>
    /// <exception cref="CsvException">The file is empty, binary, or in no encoding that is known.</exception>
    public static CsvFinding Find(Stream content, TableOverrides said)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(said);
        var warnings = new List<string>();
        (TextEncoding encoding, int mark, bool isGuess) = EncodingDetector.Detect(content, said.Encoding);
        if (isGuess)
        {
            warnings.Add($"The file is not UTF-8. Its encoding is guessed: {EncodingNames.Of(encoding)}. If letters look wrong, name it with encoding (such as windows-1251 or iso-8859-2).");
        }

        content.Position = 0;
        var format = new CsvFormat(encoding, mark, ',', true);
        byte[] sample = ReadSample(format.OpenUtf8(new UnclosedStream(content)));
        content.Position = 0;
        if (sample.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw new CsvException(null, "The file is empty.");
        }

        char? named = NamedByFirstLine(sample);
        format = format with { HasSeparatorLine = named is not null };
        (char separator, List<string[]> rows) = Choose(sample, said.Separator ?? named, format.HasSeparatorLine);
        (bool header, string? doubt) = said.HasHeader is { } known ? (known, null) : HeaderDetector.Find(rows, said.KnownColumn);
        warnings.AddRange(doubt is null ? [] : [doubt]);
        if (said.Separator is null && OtherSeparator(rows) is { } other)
        {
            warnings.Add(other);
        }

        return new CsvFinding(format with { Separator = separator, HasHeader = header }, warnings);
    }

    // Excel's first line sep=; names the separator.
    private static char? NamedByFirstLine(byte[] sample)
    {
        int end = sample.AsSpan().IndexOfAny((byte)'\r', (byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? sample : sample.AsSpan(0, end);
        return line.Length == 5 && System.Text.Ascii.EqualsIgnoreCase(line[..4], "sep="u8) && line[4] is < 0x7F and not (byte)'"' ? (char)line[4] : null;
    }

    // One column that looks like several: what stands between them is none of the usual separators.
    private static string? OtherSeparator(List<string[]> rows)
    {
        if (rows.Count < 2 || rows.Exists(row => row.Length != 1))
        {
            return null;
        }

        foreach ((char separator, string name) in s_otherSeparators)
        {
            int[] parts = [.. rows.Select(row => row[0].Split(separator, StringSplitOptions.RemoveEmptyEntries).Length)];
            if (parts[0] > 1 && Array.TrueForAll(parts, count => count == parts[0]))
            {
                return $"The file was read as one column, but each row has {parts[0]} parts with {name} between them. If these are columns, set separator to \"{separator}\".";
            }
        }

        return null;
    }

    private static byte[] ReadSample(Stream utf8)
    {
        byte[] sample = System.Buffers.ArrayPool<byte>.Shared.Rent(SampleBytes);
        try
        {
            int read = utf8.ReadAtLeast(sample.AsSpan(0, SampleBytes), SampleBytes, throwOnEndOfStream: false);
            return sample[..read];
        }
        catch (System.Text.DecoderFallbackException)
        {
            throw new CsvException(null, "The file is not valid text in its encoding. Save it as UTF-8, or name the encoding.");
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(sample);
        }
    }

    private static (char Separator, List<string[]> Rows) Choose(byte[] sample, char? known, bool skipsLine) =>
        known is { } separator ? (separator, ReadRows(sample, separator, skipsLine)) : ChooseSeparator(sample);

    // The separator that gives most rows as many fields as the first row has. A comma that ties with another one stands inside numbers; else
    // the most fields count.
    private static (char Separator, List<string[]> Rows) ChooseSeparator(byte[] sample)
    {
        (char Separator, List<string[]> Rows) best = (',', ReadRows(sample, ',', false));
        double bestAgreement = Agreement(best.Rows);
        foreach (char separator in s_separators.AsSpan(1))
        {
            List<string[]> rows = ReadRows(sample, separator, false);
            double agreement = Agreement(rows);
            if (agreement > bestAgreement || (agreement == bestAgreement && agreement > 0 && (best.Separator == ',' || rows[0].Length > best.Rows[0].Length)))
            {
                best = (separator, rows);
                bestAgreement = agreement;
            }
        }

        return best;
    }

    private static double Agreement(List<string[]> rows) => rows.Count == 0 || rows[0].Length < 2
        ? 0
        : rows.Count(row => row.Length == rows[0].Length) / (double)rows.Count;

    private static List<string[]> ReadRows(byte[] sample, char separator, bool skipsLine)
    {
        var rows = new List<string[]>();
        using var reader = new CsvReader(new MemoryStream(sample), separator);
        try
        {
            if (skipsLine)
            {
                reader.SkipLine();
            }

            while (rows.Count < SampleRows && reader.Read())
            {
                var row = new string[reader.FieldCount];
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = reader.Text(i);
                }

                rows.Add(row);
            }

            // The sample may end inside a row.
            if (sample.Length == SampleBytes && rows.Count is > 1 and < SampleRows)
            {
                rows.RemoveAt(rows.Count - 1);
            }
        }
        catch (CsvException)
        {
            // What stands before the fault is enough to guess from; the fault itself is reported when the file is read for good.
            return rows;
        }

        return rows;
    }
}
