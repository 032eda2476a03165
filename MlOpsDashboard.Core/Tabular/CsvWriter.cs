using System.Buffers;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>Writes rows of RFC 4180; fields are quoted only where they must be.</summary>
public sealed class CsvWriter : IDisposable
{
    private readonly TextWriter _writer;
    private readonly char _separator;
    private readonly SearchValues<char> _special;
    private int _fields;
    private bool _lastWasEmpty;

    /// <summary>Makes a writer.</summary>
    /// <param name="writer">Gets the text; left open.</param>
    /// <param name="separator">What stands between fields.</param>
    public CsvWriter(TextWriter writer, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
        _separator = separator;
        _special = SearchValues.Create([separator, '"', '\r', '\n']);
    }

    /// <summary>Writes a field.</summary>
    /// <param name="text">The text; null or empty is a missing value.</param>
    public void Field(ReadOnlySpan<char> text)
    {
        if (_fields++ > 0)
        {
            _writer.Write(_separator);
        }

        _lastWasEmpty = text.IsEmpty;

        // A mark at the very start of a file would be taken for a byte order mark and lost.
        if (text.IndexOfAny(_special) < 0 && !text.StartsWith("\uFEFF"))
        {
            _writer.Write(text);
            return;
        }

        _writer.Write('"');
        for (int quote = text.IndexOf('"'); quote >= 0; quote = text.IndexOf('"'))
        {
            _writer.Write(text[..(quote + 1)]);
            _writer.Write('"');
            text = text[(quote + 1)..];
        }

        _writer.Write(text);
        _writer.Write('"');
    }

    /// <summary>Ends the row with a line feed.</summary>
    public void EndRow()
    {
        // A lone empty field would be a blank line, which readers skip.
        if (_fields == 1 && _lastWasEmpty)
        {
            _writer.Write("\"\"");
        }

        _writer.Write('\n');
        _fields = 0;
    }

    /// <summary>Writes a whole row.</summary>
    /// <param name="fields">The texts; null or empty is a missing value.</param>
    public void Row(IEnumerable<string?> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        foreach (string? field in fields)
        {
            Field(field);
        }

        EndRow();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Flush();
}
