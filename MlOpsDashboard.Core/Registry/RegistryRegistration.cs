using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Registry;

/// <summary>Registers the feature.</summary>
public static class RegistryRegistration
{
    /// <summary>Adds registered models, versions and stages. Needs the storage and the tracking.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddSingleton<RegistryService>();
        services.AddSingleton<StageFeed>();
        services.AddSingleton<IStageObserver>(provider => provider.GetRequiredService<StageFeed>());
        services.AddSingleton<ModelExports>();
        services.AddSingleton<RunRegistrar>();
        services.AddSingleton<IRunObserver>(provider => provider.GetRequiredService<RunRegistrar>());
        services.AddHostedService(provider => provider.GetRequiredService<RunRegistrar>());
        services.AddTrashSource<VersionTrash>();
        return services;
    }
}
