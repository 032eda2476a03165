using System.Buffers;
using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// Reads rows of RFC 4180 from a stream of UTF-8: quoted fields with separators, line breaks and doubled quotes; lines that end
/// in CRLF, LF or CR. Blank lines are skipped. One row at a time is in memory.
/// </summary>
public sealed class CsvReader : IDisposable
{
    private const byte Quote = (byte)'"';

    private readonly RowBuffer _buffer;
    private readonly CsvLimits _limits;
    private readonly byte _separator;
    private readonly SearchValues<byte> _stops;
    private int[] _starts = new int[64];
    private int[] _lengths = new int[64];

    // Where the next row begins, from the start of this one: the present row's bytes must stay where they are until then.
    private int _nextRow;
    private long _nextLine = 1;
    private bool _skipLineFeed;
    private bool _firstIsQuoted;
    private HeaderWatch? _headers;
    private int _width;

    /// <summary>Makes a reader at the first row.</summary>
    /// <param name="utf8">UTF-8 without a byte order mark; disposed with the reader.</param>
    /// <param name="separator">What stands between fields, an ASCII character.</param>
    /// <param name="limits">Null means <see cref="CsvLimits.Default"/>.</param>
    public CsvReader(Stream utf8, char separator = ',', CsvLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(separator, '\x7F');
        _limits = limits ?? CsvLimits.Default;
        _buffer = new RowBuffer(utf8, _limits.MaxRowBytes);
        _separator = (byte)separator;
        _stops = SearchValues.Create([_separator, Quote, (byte)'\n', (byte)'\r']);
    }

    /// <summary>The line on which the present row begins, counted from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Fields of the present row.</summary>
    public int FieldCount { get; private set; }

    /// <summary>Blank lines skipped so far.</summary>
    public long BlankLines { get; private set; }

    /// <summary>Lines on which rows repeat the header, the first few of them; empty unless the header is watched.</summary>
    internal IReadOnlyList<long> RepeatedHeaders => _headers?.Lines ?? [];

    /// <summary>A field of the present row without its quotes, as UTF-8. Valid until the next <see cref="Read"/>.</summary>
    /// <param name="index">From 0 to <see cref="FieldCount"/> − 1.</param>
    public ReadOnlySpan<byte> Field(int index) => _buffer.From(_starts[index])[.._lengths[index]];

    /// <summary>A field of the present row as text.</summary>
    /// <param name="index">From 0 to <see cref="FieldCount"/> − 1.</param>
    public string Text(int index) => Encoding.UTF8.GetString(Field(index));

    /// <summary>The fields of the present row as names of columns, without marks that nobody sees.</summary>
    public string[] Names()
    {
        var names = new string[FieldCount];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = ColumnNames.Clean(Text(i));
        }

        return names;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="CsvException">The file breaks the format or a limit.</exception>
    public bool Read()
    {
        while (ReadRow())
        {
            if (FieldCount == 1 && !_firstIsQuoted && (_lengths[0] == 0 || (_width > 1 && CellTrim.Of(Field(0)).IsEmpty)))
            {
                BlankLines++;
                continue;
            }

            _width = _width == 0 ? FieldCount : _width;
            if (_headers?.IsRepeated(this) is not true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets go of the first line, whatever is in it.</summary>
    internal void SkipLine()
    {
        ReadRow();
        FieldCount = 0;
    }

    /// <summary>Takes the next row for the header, and leaves out rows that repeat it.</summary>
    internal void SkipRepeatedHeaders() => _headers ??= new HeaderWatch();

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    private bool ReadRow()
    {
        Line = _nextLine;
        _buffer.BeginRow(_nextRow, Line);
        _nextRow = 0;
        FieldCount = 0;
        _firstIsQuoted = false;
        if (!_buffer.Has(0) || (_skipLineFeed && !SkipLineFeed()))
        {
            return false;
        }

        int at = 0;
        bool more = true;
        while (more)
        {
            more = _buffer.Has(at) && _buffer[at] == Quote ? ReadQuoted(ref at) : ReadPlain(ref at);
        }

        _nextRow = at;
        return true;
    }

    private bool SkipLineFeed()
    {
        _skipLineFeed = false;
        if (_buffer[0] == (byte)'\n')
        {
            _buffer.BeginRow(1, Line);
        }

        return _buffer.Has(0);
    }

    private bool ReadPlain(ref int at)
    {
        int start = at;
        int from = at;
        int found;
        while ((found = _buffer.From(from).IndexOfAny(_stops)) < 0)
        {
            from = _buffer.Held;
            CheckField(from - start);
            if (!_buffer.Fill())
            {
                AddField(start, from - start);
                at = from;
                return false;
            }
        }

        int stop = from + found;
        AddField(start, stop - start);
        at = stop + 1;
        byte character = _buffer[stop];
        if (character == _separator)
        {
            return true;
        }

        if (character == Quote)
        {
            throw new CsvException(_nextLine, "a quote stands inside a field that does not begin with one. Put the field in quotes and write the inner quote twice.");
        }

        EndLine(character);
        return false;
    }

    private bool ReadQuoted(ref int at)
    {
        long opened = _nextLine;
        int start = at + 1;
        int from = start;
        int doubled = 0;
        _firstIsQuoted |= FieldCount == 0;
        while (true)
        {
            int close = FindQuote(start, from, opened);
            if (!_buffer.Has(close + 1))
            {
                AddQuoted(start, close, doubled);
                at = close + 1;
                return false;
            }

            byte next = _buffer[close + 1];
            if (next == Quote)
            {
                doubled++;
                from = close + 2;
                continue;
            }

            AddQuoted(start, close, doubled);
            at = close + 2;
            if (next == _separator)
            {
                return true;
            }

            if (next is not ((byte)'\n' or (byte)'\r'))
            {
                throw new CsvException(_nextLine, "text follows a closing quote. A quote inside a quoted field is written twice.");
            }

            EndLine(next);
            return false;
        }
    }

    private int FindQuote(int start, int from, long opened)
    {
        int found;
        while (!_buffer.Has(from) || (found = _buffer.From(from).IndexOf(Quote)) < 0)
        {
            from = Math.Max(from, _buffer.Held);
            CheckField(from - start);
            if (!_buffer.Fill())
            {
                throw new CsvException(opened, "the quote that opens here is never closed.");
            }
        }

        CheckField(from + found - start);
        return from + found;
    }

    private void AddQuoted(int start, int end, int doubled)
    {
        Span<byte> content = _buffer.From(start)[..(end - start)];
        _nextLine += RowBuffer.Breaks(content);
        AddField(start, doubled == 0 ? content.Length : Undouble(content));
    }

    private static int Undouble(Span<byte> content)
    {
        int to = 0;
        for (int from = 0; from < content.Length; from++)
        {
            content[to++] = content[from];
            if (content[from] == Quote)
            {
                from++;
            }
        }

        return to;
    }

    private void AddField(int start, int length)
    {
        CheckField(length);
        if (FieldCount == _limits.MaxColumns)
        {
            throw new CsvException(Line, FormattableString.Invariant($"the row has more than {_limits.MaxColumns:N0} columns, the most that a data set may have."));
        }

        if (FieldCount == _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
            Array.Resize(ref _lengths, _lengths.Length * 2);
        }

        _starts[FieldCount] = start;
        _lengths[FieldCount++] = length;
    }

    private void EndLine(byte character)
    {
        _nextLine++;
        _skipLineFeed = character == (byte)'\r';
    }

    private void CheckField(int length)
    {
        if (length > _limits.MaxFieldBytes)
        {
            throw new CsvException(Line, FormattableString.Invariant(
                $"a field of this row is longer than {_limits.MaxFieldBytes / 1024:N0} KiB, the most that a field may have. Perhaps a closing quote is missing."));
        }
    }
}
