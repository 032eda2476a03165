using MlOpsDashboard.Core;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Reads a stream and tells each whole per cent that is through.</summary>
/// <param name="inner">The stream; left open.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="tell">Called with 0 to 100, at most once for each.</param>
internal sealed class ProgressStream(Stream inner, long length, Func<int, Task> tell) : ReadOnlyStream
{
    private long _read;
    private int _told = -1;

    public override long Length => length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken);
        _read += read;
        int percent = length == 0 ? 100 : (int)(_read * 100 / length);
        if (percent != _told)
        {
            _told = percent;
            await tell(percent);
        }

        return read;
    }
}
