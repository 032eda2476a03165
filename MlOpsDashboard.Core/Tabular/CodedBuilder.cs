namespace MlOpsDashboard.Core.Tabular;

/// <summary>Fills a column of words; the dictionary is sorted at the end, so that codes do not depend on the order of rows.</summary>
internal sealed class CodedBuilder(string name, ColumnType type, ColumnReading? reading, int rows) : IColumnBuilder
{
    private readonly int[] _codes = new int[rows];
    private readonly WordTable _words = new();

    public void Set(int row, ReadOnlySpan<byte> text)
    {
        int code = _words.Add(text, ByteHash.Of(text));
        if (code == WordTable.Full)
        {
            throw new CsvException(null, $"Column '{name}' holds more than 1 GiB of different words, too much to load.");
        }

        _codes[row] = code;
    }

    public void SetMissing(int row) => _codes[row] = CodedColumn.Missing;

    public Column Build()
    {
        var words = new string[_words.Count];
        var order = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = _words.Text(i);
            order[i] = i;
        }

        Array.Sort(words, order, StringComparer.Ordinal);
        var rank = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        for (int row = 0; row < _codes.Length; row++)
        {
            _codes[row] = _codes[row] == CodedColumn.Missing ? CodedColumn.Missing : rank[_codes[row]];
        }

        return new CodedColumn(name, type, _codes, words) { Reading = reading };
    }
}
