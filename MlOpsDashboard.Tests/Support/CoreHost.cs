using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Tests.Support;

/// <summary>
/// The core without the web: a host with storage (a migrated SQLite database in a folder of its own) and whatever
/// features the test adds. <c>await using var core = await CoreHost.StartAsync(services => services.AddTracking());</c>
/// </summary>
internal sealed class CoreHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly bool _ownsFolder;

    private CoreHost(IHost host, string folder, bool ownsFolder)
    {
        _host = host;
        Folder = folder;
        _ownsFolder = ownsFolder;
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    public IServiceProvider Services => _host.Services;

    public IDbContextFactory<MlOpsDbContext> Contexts => Get<IDbContextFactory<MlOpsDbContext>>();

    public ArtifactStore Artifacts => Get<ArtifactStore>();

    public TimeProvider Clock => Get<TimeProvider>();

    /// <summary>Starts a host.</summary>
    /// <param name="configure">Adds features.</param>
    /// <param name="folder">A data folder to use again (it is then left in place); null for a new one, removed at the end.</param>
    /// <param name="clock">The time; null for the real one.</param>
    /// <param name="settings">Configuration on top, for example a database provider.</param>
    public static async Task<CoreHost> StartAsync(
        Action<IServiceCollection>? configure = null,
        string? folder = null,
        TimeProvider? clock = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        string data = folder ?? Directory.CreateTempSubdirectory("mlops-core-").FullName;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:DataDirectory"] = data });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddStorage();
        configure?.Invoke(builder.Services);
        var core = new CoreHost(builder.Build(), data, ownsFolder: folder is null);
        try
        {
            await core._host.StartAsync();
            return core;
        }
        catch
        {
            await core.RemoveAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await RemoveAsync();
    }

    private async Task RemoveAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (_ownsFolder)
        {
            TempFolder.Delete(Folder);
        }
    }
}
