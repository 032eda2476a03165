namespace MlOpsDashboard.Core.Tabular;

/// <summary>Finds out how a table is written in a file: its encoding, its separator, and whether it has a header.</summary>
public static class CsvFormatDetector
{
    private const int SampleBytes = 512 * 1024;
    private const int SampleRows = 200;

    private static readonly char[] Separators = [',', '\t', ';', '|'];

    /// <summary>Reads a file through once for its encoding, and its beginning for the rest.</summary>
    /// <param name="content">The file, at its first byte and able to seek; left at its first byte.</param>
    /// <param name="hasHeader">Whether the first row holds the names, where the caller knows it; null asks to find out.</param>
    /// <exception cref="CsvException">The file is empty, binary, or in no encoding that is known.</exception>
    public static CsvFormat Detect(Stream content, bool? hasHeader = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        (TextEncoding encoding, int mark) = EncodingDetector.Detect(content);
        content.Position = 0;
        var format = new CsvFormat(encoding, mark, ',', true);
        byte[] sample = ReadSample(format.OpenUtf8(new UnclosedStream(content)));
        content.Position = 0;
        if (sample.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw new CsvException(null, "The file is empty.");
        }

        (char separator, List<string[]> rows) = ChooseSeparator(sample);
        return format with { Separator = separator, HasHeader = hasHeader ?? HeaderDetector.HasHeader(rows) };
    }

    private static byte[] ReadSample(Stream utf8)
    {
        var sample = new byte[SampleBytes];
        try
        {
            int read = utf8.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false);
            return sample[..read];
        }
        catch (System.Text.DecoderFallbackException)
        {
            throw new CsvException(null, "The file looks like UTF-16 but is not valid UTF-16. Save it as UTF-8.");
        }
    }

    // The separator that gives most rows as many fields as the first row has; among equals, the most fields.
    private static (char Separator, List<string[]> Rows) ChooseSeparator(byte[] sample)
    {
        (char Separator, List<string[]> Rows) best = (',', ReadRows(sample, ','));
        double bestAgreement = Agreement(best.Rows);
        foreach (char separator in Separators.AsSpan(1))
        {
            List<string[]> rows = ReadRows(sample, separator);
            double agreement = Agreement(rows);
            if (agreement > bestAgreement || (agreement == bestAgreement && agreement > 0 && rows[0].Length > best.Rows[0].Length))
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

    private static List<string[]> ReadRows(byte[] sample, char separator)
    {
        var rows = new List<string[]>();
        using var reader = new CsvReader(new MemoryStream(sample), separator);
        try
        {
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
