using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>Some rows on their way through the model: copied out of the reader, so that another thread can work on them.</summary>
internal sealed class BatchChunk
{
    /// <summary>Rows at most: enough to predict them by blocks, few enough to stop within a second.</summary>
    public const int MostRows = 4096;

    // Wide rows make shorter chunks, so that memory does not depend on the table.
    private const int EnoughBytes = 4 << 20;

    private readonly long[] _lines = new long[MostRows];
    private byte[] _text = new byte[1 << 16];
    private int[] _ends = new int[1 << 12];
    private int _used;
    private int _columns;

    /// <summary>The number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether no more rows should be added.</summary>
    public bool IsFull => Rows == MostRows || _used >= EnoughBytes;

    /// <summary>How far the file was read when the chunk was full, in bytes.</summary>
    public long Position { get; set; }

    /// <summary>The rows with their answers, as text.</summary>
    public MemoryStream Output { get; } = new();

    /// <summary>Makes room for other rows.</summary>
    /// <param name="columns">Fields of each row.</param>
    public void Clear(int columns)
    {
        (Rows, _used, _columns) = (0, 0, columns);
        Output.SetLength(0);
    }

    /// <summary>Adds the reader's present row.</summary>
    /// <param name="reader">Stands on a row of as many fields as the table has columns.</param>
    public void Add(CsvReader reader)
    {
        int first = Rows * _columns;
        if (first + _columns > _ends.Length)
        {
            Array.Resize(ref _ends, Math.Max(_ends.Length * 2, first + _columns));
        }

        for (int column = 0; column < _columns; column++)
        {
            ReadOnlySpan<byte> field = reader.Field(column);
            if (_used + field.Length > _text.Length)
            {
                Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + field.Length));
            }

            field.CopyTo(_text.AsSpan(_used));
            _used += field.Length;
            _ends[first + column] = _used;
        }

        _lines[Rows++] = reader.Line;
    }

    /// <summary>A field without its quotes, as UTF-8.</summary>
    /// <param name="row">From 0 to <see cref="Rows"/> − 1.</param>
    /// <param name="column">The column.</param>
    public ReadOnlySpan<byte> Field(int row, int column)
    {
        int index = (row * _columns) + column;
        int start = index == 0 ? 0 : _ends[index - 1];
        return _text.AsSpan(start, _ends[index] - start);
    }

    /// <summary>The line of the file on which a row begins, counted from 1.</summary>
    /// <param name="row">From 0 to <see cref="Rows"/> − 1.</param>
    public long Line(int row) => _lines[row];
}
