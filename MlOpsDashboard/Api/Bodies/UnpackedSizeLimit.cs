using Microsoft.AspNetCore.Http.Features;
using MlOpsDashboard.Hosting;

namespace MlOpsDashboard.Api.Bodies;

/// <summary>The limit of a packed body: what an endpoint allows holds for the bytes that are sent and for those that they unpack to.</summary>
/// <param name="sent">The limit of the bytes that are sent; null where the server has none.</param>
internal sealed class UnpackedSizeLimit(IHttpMaxRequestBodySizeFeature? sent) : IHttpMaxRequestBodySizeFeature
{
    private long? _unpacked = sent is null ? KestrelLimits.RequestBytes : sent.MaxRequestBodySize;

    /// <inheritdoc/>
    public bool IsReadOnly => sent?.IsReadOnly ?? false;

    /// <inheritdoc/>
    public long? MaxRequestBodySize
    {
        get => _unpacked;
        set
        {
            _unpacked = value;
            if (sent is { IsReadOnly: false })
            {
                sent.MaxRequestBodySize = value;
            }
        }
    }
}
