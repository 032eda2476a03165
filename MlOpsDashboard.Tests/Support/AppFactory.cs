using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Logs;

namespace MlOpsDashboard.Tests.Support;

/// <summary>
/// The whole program with a data folder of its own. In memory by default: <c>CreateClient()</c>. For a browser,
/// <see cref="Listen" /> gives it a real port.
/// </summary>
internal sealed class AppFactory : WebApplicationFactory<Program>
{
    /// <summary>An administrator's API key that the program makes at its first start.</summary>
    public const string ApiKey = "test-bootstrap-key-0123456789abcdef";

    private readonly TempFolder _data = new();
    private readonly Dictionary<string, string?> _settings;

    /// <summary>A program with the settings of <c>appsettings.json</c>, and these on top of them.</summary>
    public AppFactory(params (string Key, string? Value)[] settings)
    {
        _settings = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Storage:DataDirectory"] = _data.FullName,
            ["Auth:BootstrapApiKey"] = ApiKey,
            // The port of the factory's choice is the only one.
            ["Server:DefaultUrl"] = "",
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }
    }

    /// <summary>What the program has logged so far.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>Where the program keeps its data.</summary>
    public string DataFolder => _data.FullName;

    /// <summary>A client that sends the administrator's API key.</summary>
    public HttpClient CreateAdminClient()
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", ApiKey);
        return client;
    }

    /// <summary>Starts the program on a port of loopback that a browser can reach.</summary>
    /// <param name="port">The port, 0 for any that is free.</param>
    public Uri Listen(int port = 0)
    {
        UseKestrel(port);
        StartServer();
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new Uri(addresses.Addresses.First().Replace("[::1]", "127.0.0.1", StringComparison.Ordinal));
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // As users run it, but with the checks of the container that production leaves out for speed.
        builder.UseEnvironment(Environments.Production);
        builder.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging =>
        {
            // Not the console; but the program's own record of its lines is a part of it.
            logging.ClearProviders().AddProvider(Log);
            logging.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<RecentLogsProvider>());
        });
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        try
        {
            base.Dispose(disposing);
        }
        catch (OperationCanceledException exception)
        {
            // A stop that takes too long is a fault of the program: its last lines say what it waited for.
            throw new InvalidOperationException($"The program did not stop in time:\n{string.Join('\n', Log.From(LogLevel.Debug).TakeLast(60))}", exception);
        }

        if (disposing)
        {
            _data.Dispose();
            Log.Dispose();
        }
    }
}
