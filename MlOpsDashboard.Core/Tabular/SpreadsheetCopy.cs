using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>Copies a CSV file for people to open in a spreadsheet.</summary>
public static class SpreadsheetCopy
{
    private const int Chunk = 1 << 16;

    /// <summary>Writes the rows of a file with their cells made harmless.</summary>
    /// <param name="utf8">The file, in UTF-8; closed at the end.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <param name="output">Takes the copy; left open.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static async Task WriteAsync(Stream utf8, char separator, Stream output, CancellationToken cancellationToken)
    {
        using var reader = new CsvReader(utf8, separator);
        using var text = new StringWriter();
        using var writer = new CsvWriter(text, separator);
        while (reader.Read())
        {
            for (int field = 0; field < reader.FieldCount; field++)
            {
                writer.Field(SpreadsheetText.Harmless(reader.Text(field)));
            }

            writer.EndRow();
            if (text.GetStringBuilder().Length >= Chunk)
            {
                await FlushAsync(text, output, cancellationToken).ConfigureAwait(false);
            }
        }

        await FlushAsync(text, output, cancellationToken).ConfigureAwait(false);
    }

    private static async Task FlushAsync(StringWriter text, Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken).ConfigureAwait(false);
        text.GetStringBuilder().Clear();
    }
}
