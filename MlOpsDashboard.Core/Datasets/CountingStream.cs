namespace MlOpsDashboard.Core.Datasets;

/// <summary>Reads bytes that were looked at before, then the rest, and counts them. Leaves the rest's stream open.</summary>
/// <param name="rest">What follows.</param>
/// <param name="head">What was looked at.</param>
internal sealed class CountingStream(Stream rest, ReadOnlyMemory<byte> head) : ReadOnlyStream
{
    private readonly byte[] _tail = new byte[GzipTrailer.Size];
    private ReadOnlyMemory<byte> _head = head;

    /// <summary>Bytes read so far.</summary>
    internal long Count { get; private set; }

    /// <summary>The last eight bytes read.</summary>
    internal ReadOnlySpan<byte> Tail => _tail;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        if (_head.IsEmpty)
        {
            read = await rest.ReadAsync(buffer, cancellationToken);
        }
        else
        {
            read = Math.Min(_head.Length, buffer.Length);
            _head[..read].CopyTo(buffer);
            _head = _head[read..];
        }

        Count += read;
        KeepTail(buffer.Span[..read]);
        return read;
    }

    private void KeepTail(ReadOnlySpan<byte> read)
    {
        if (read.Length >= _tail.Length)
        {
            read[^_tail.Length..].CopyTo(_tail);
            return;
        }

        _tail.AsSpan(read.Length).CopyTo(_tail);
        read.CopyTo(_tail.AsSpan(_tail.Length - read.Length));
    }
}
