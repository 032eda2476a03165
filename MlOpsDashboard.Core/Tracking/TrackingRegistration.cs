using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage.Trash;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>Registers the feature.</summary>
public static class TrackingRegistration
{
    /// <summary>Adds experiments and runs. Needs the storage.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddTracking(this IServiceCollection services)
    {
        // The log of changes may be there already, with its other observers.
        services.TryAddSingleton<AuditLog>();
        services.AddSingleton<TrackingService>();
        services.AddSingleton<RunQueries>();
        services.AddTrashSource<RunTrash>();
        return services;
    }
}
