namespace MlOpsDashboard.Core.Datasets;

/// <summary>Reads a file from its beginning to its end and tells each whole per cent that is through.</summary>
/// <param name="inner">The file; disposed of with this.</param>
/// <param name="tell">Called with the share that is read, from 0 to 1, at most a hundred times.</param>
internal sealed class WatchedStream(FileStream inner, Action<double> tell) : ReadOnlyStream
{
    private readonly long _length = Math.Max(1, inner.Length);
    private long _read;
    private long _told = -1;

    public override long Length => inner.Length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _read += read;
        long percent = _read * 100 / _length;
        if (percent != _told)
        {
            _told = percent;
            tell((double)_read / _length);
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
