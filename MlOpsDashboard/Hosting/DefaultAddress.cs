namespace MlOpsDashboard.Hosting;

/// <summary>The address that the server listens on when nobody named one.</summary>
internal static class DefaultAddress
{
    private static readonly string[] s_named = ["urls", "http_ports", "https_ports"];

    /// <summary>
    /// Listens on <c>Server:DefaultUrl</c> (loopback only) unless an address came by command line, environment or
    /// <c>Kestrel:Endpoints</c>. It is no <c>Urls</c> entry in <c>appsettings.json</c> because that would beat the
    /// environment variable <c>ASPNETCORE_URLS</c>.
    /// </summary>
    public static void AddDefaultAddress(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var named = s_named.Any(key => !string.IsNullOrEmpty(configuration[key]))
            || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (!named && configuration["Server:DefaultUrl"] is { Length: > 0 } address)
        {
            builder.WebHost.UseUrls(address);
        }
    }
}
