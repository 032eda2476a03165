using System.IO.Compression;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>
/// Reads an upload, unpacked if it is gzipped, and stops at the largest size or when a small file unpacks to a suspiciously large one.
/// </summary>
internal sealed class UploadStream : ReadOnlyStream
{
    // Tables of numbers shrink to a tenth, repetitive ones to a fiftieth; a bomb to a thousandth.
    private const long SuspiciousRatio = 200;
    private const long HarmlessBytes = 64 << 20;

    private readonly CountingStream _packed;
    private readonly Stream _content;
    private readonly bool _isGzip;
    private readonly long _maxBytes;
    private long _read;

    private UploadStream(CountingStream packed, bool isGzip, long maxBytes)
    {
        _packed = packed;
        _isGzip = isGzip;
        _maxBytes = maxBytes;
        _content = isGzip ? new GZipStream(packed, CompressionMode.Decompress) : packed;
    }

    /// <summary>Looks at the first bytes and begins to read.</summary>
    /// <param name="upload">What was sent; left open.</param>
    /// <param name="maxBytes">The largest size after unpacking.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal static async Task<UploadStream> OpenAsync(Stream upload, long maxBytes, CancellationToken cancellationToken)
    {
        var head = new byte[2];
        int read = await upload.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return new UploadStream(new CountingStream(upload, head.AsMemory(0, read)), read == 2 && head[0] == 0x1F && head[1] == 0x8B, maxBytes);
    }

    /// <summary>Makes sure that all of the upload was unpacked.</summary>
    /// <param name="path">What was unpacked.</param>
    /// <exception cref="InvalidException">The gzip file ends too early.</exception>
    internal void CheckEnd(string path)
    {
        if (_isGzip && !GzipTrailer.Read(_packed.Tail).Fits(path, _read))
        {
            throw Damaged();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await _content.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException) when (_isGzip)
        {
            throw Damaged();
        }

        _read += read;
        if (_read > _maxBytes)
        {
            throw new InvalidException("file", FormattableString.Invariant($"The table is larger than {_maxBytes / (double)(1 << 30):0.##} GiB (Datasets:MaxBytes)."));
        }

        if (_isGzip && _read > HarmlessBytes && _read / SuspiciousRatio > _packed.Count)
        {
            throw new InvalidException("file", "The gzip file unpacks to more than two hundred times its size, which no table does. Upload it unpacked if it is one.");
        }

        return read;
    }

    private static InvalidException Damaged() => new("file", "The gzip file is damaged or cut off: it cannot be unpacked to its end.");

    protected override void Dispose(bool disposing)
    {
        if (disposing && _isGzip)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
