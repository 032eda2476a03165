namespace MlOpsDashboard.Hosting;

/// <summary>What a client may ask of the server before it is turned away.</summary>
internal static class KestrelLimits
{
    /// <summary>The largest body of an ordinary request; uploads state their own limit at their endpoint.</summary>
    public const long RequestBytes = 30L << 20;

    private const int HeaderBytes = 32 << 10;
    private const int HeaderCount = 100;
    private static readonly TimeSpan s_headerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromMinutes(2);

    /// <summary>Sets the limits; the section <c>Kestrel:Limits</c> of the configuration has the last word.</summary>
    public static void AddKestrelLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = RequestBytes;
            server.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
            server.Limits.MaxRequestHeaderCount = HeaderCount;
            server.Limits.RequestHeadersTimeout = s_headerTimeout;
            server.Limits.KeepAliveTimeout = s_keepAlive;
            builder.Configuration.GetSection("Kestrel:Limits").Bind(server.Limits);
        });
    }
}
