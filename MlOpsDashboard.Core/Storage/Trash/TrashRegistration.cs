using Microsoft.Extensions.DependencyInjection;

namespace MlOpsDashboard.Core.Storage.Trash;

/// <summary>Registers the feature.</summary>
public static class TrashRegistration
{
    /// <summary>Adds the trash. Needs the storage; call it after the features that fill the trash.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddTrash(this IServiceCollection services)
    {
        services.AddOptions<TrashOptions>().BindConfiguration(TrashOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TrashService>();
        services.AddHostedService<TrashRetention>();
        return services;
    }

    /// <summary>Adds a feature's trash, which also owns the feature's artifacts.</summary>
    /// <typeparam name="T">The trash.</typeparam>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddTrashSource<T>(this IServiceCollection services)
        where T : class, ITrashSource
    {
        services.AddSingleton<T>();
        services.AddSingleton<ITrashSource>(provider => provider.GetRequiredService<T>());
        services.AddSingleton<IArtifactOwner>(provider => provider.GetRequiredService<T>());
        return services;
    }
}
