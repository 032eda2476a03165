using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Api.Bodies;

/// <summary>Unpacks a body as it is read. Damage and more bytes than allowed are the sender's mistakes.</summary>
/// <param name="unpacked">Unpacks; disposed with this.</param>
/// <param name="coding">What the body is packed with.</param>
/// <param name="limit">The most bytes that it may unpack to.</param>
internal sealed class UnpackingStream(Stream unpacked, string coding, IHttpMaxRequestBodySizeFeature limit) : ReadOnlyStream
{
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await unpacked.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            // Brotli says the latter.
            throw new BadHttpRequestException($"The body is not {coding}, as Content-Encoding says, or it is damaged.", exception);
        }

        _read += read;
        return _read <= (limit.MaxRequestBodySize ?? long.MaxValue)
            ? read
            : throw new BadHttpRequestException(
                string.Create(CultureInfo.InvariantCulture, $"The unpacked body may have at most {limit.MaxRequestBodySize} bytes."),
                StatusCodes.Status413PayloadTooLarge);
    }

    public override async ValueTask DisposeAsync()
    {
        await unpacked.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
