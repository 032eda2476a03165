namespace MlOpsDashboard.Core.Tabular;

/// <summary>Finds rows that repeat the first one, as where files were put together with their headers.</summary>
internal sealed class HeaderWatch
{
    private const int MostLines = 20;

    private readonly List<long> _lines = [];
    private byte[][]? _header;

    /// <summary>The lines of such rows, the first few of them.</summary>
    internal IReadOnlyList<long> Lines => _lines;

    /// <summary>Whether the present row repeats the first one; the first call only remembers it.</summary>
    /// <param name="reader">At a row.</param>
    internal bool IsRepeated(CsvReader reader)
    {
        if (_header is null)
        {
            _header = new byte[reader.FieldCount][];
            for (int i = 0; i < _header.Length; i++)
            {
                _header[i] = reader.Field(i).ToArray();
            }

            return false;
        }

        if (reader.FieldCount != _header.Length)
        {
            return false;
        }

        for (int i = 0; i < _header.Length; i++)
        {
            if (!reader.Field(i).SequenceEqual(_header[i]))
            {
                return false;
            }
        }

        if (_lines.Count < MostLines)
        {
            _lines.Add(reader.Line);
        }

        return true;
    }
}
