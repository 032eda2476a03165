using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Storage.Integrity;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Registers the feature.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Adds the data folder, the database and the artifact store. Call it before every other feature: hosted services
    /// start in the order of their registration, and this one makes the tables that the others use.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DataFolder>();
        services.AddSingleton<DataFolderLock>();
        services.AddSingleton<DatabaseConnection>();
        services.AddPooledDbContextFactory<MlOpsDbContext>(
            (provider, options) => provider.GetRequiredService<DatabaseConnection>().Configure(options));
        services.AddSingleton<DatabaseModel>();
        services.AddSingleton<ArtifactStore>();
        services.AddSingleton<ArtifactSweep>();
        services.AddSingleton<ArtifactVerification>();
        services.AddSingleton<StorageMeter>();
        services.AddHostedService<DatabaseStarter>();
        services.AddHostedService<ArtifactSweepStarter>();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<ArtifactStoreCheck>("artifact_store");
        services.AddSingleton<IPostConfigureOptions<HealthCheckServiceOptions>, BoundedChecks>();
        return services;
    }
}
