using System.Buffers;
using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>A window on a stream of text that begins at the present row and grows as far as the row does.</summary>
/// <param name="stream">Disposed with the buffer.</param>
/// <param name="maxRowBytes">The longest row.</param>
internal sealed class RowBuffer(Stream stream, int maxRowBytes) : IDisposable
{
    private const int FirstBytes = 128 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _start;
    private int _end;
    private long _line = 1;
    private bool _ended;

    /// <summary>Bytes in memory from the start of the row.</summary>
    internal int Held => _end - _start;

    /// <summary>A byte by its place in the row.</summary>
    /// <param name="offset">Less than <see cref="Held"/>.</param>
    internal byte this[int offset] => _bytes[_start + offset];

    /// <summary>The bytes in memory from a place in the row on.</summary>
    /// <param name="offset">At most <see cref="Held"/>.</param>
    internal Span<byte> From(int offset) => _bytes.AsSpan(_start + offset, _end - _start - offset);

    /// <summary>Lets go of the beginning; the row begins behind it.</summary>
    /// <param name="skip">Bytes to let go of, at most <see cref="Held"/>.</param>
    /// <param name="line">The line on which the row begins.</param>
    internal void BeginRow(int skip, long line)
    {
        _start += skip;
        _line = line;
    }

    /// <summary>Whether the file goes on up to a place, which is then in memory.</summary>
    /// <param name="offset">Bytes from the start of the row.</param>
    internal bool Has(int offset)
    {
        while (offset >= Held)
        {
            if (!Fill())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads on.</summary>
    /// <returns>False at the end of the file.</returns>
    internal bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        MakeRoom();
        int read = ReadOn();
        _ended = read == 0;
        int nul = _bytes.AsSpan(_end, read).IndexOf((byte)0);
        if (nul >= 0)
        {
            throw new CsvException(_line + Breaks(_bytes.AsSpan(_start, _end + nul - _start)), "a NUL byte: this is a binary file, not text.");
        }

        _end += read;
        return read > 0;
    }

    /// <summary>Line breaks in a text, whichever kind it uses.</summary>
    /// <param name="text">UTF-8.</param>
    internal static int Breaks(ReadOnlySpan<byte> text)
    {
        int breaks = text.Count((byte)'\n');
        return breaks > 0 ? breaks : text.Count((byte)'\r');
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _start = _end = 0;
        }
    }

    private int ReadOn()
    {
        try
        {
            return stream.Read(_bytes, _end, _bytes.Length - _end);
        }
        catch (DecoderFallbackException)
        {
            throw new CsvException(_line, "here or below the text is not valid UTF-16.");
        }
    }

    private void MakeRoom()
    {
        int held = Held;
        if (_start > 0 && (held == 0 || _end == _bytes.Length))
        {
            _bytes.AsSpan(_start, held).CopyTo(_bytes);
        }
        else if (_end == _bytes.Length)
        {
            if (held >= maxRowBytes)
            {
                throw new CsvException(_line, FormattableString.Invariant($"the row is longer than {maxRowBytes >> 20} MiB."));
            }

            byte[] larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            _bytes.AsSpan(_start, held).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        else
        {
            return;
        }

        _start = 0;
        _end = held;
    }
}
