using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Deployments;

/// <summary>Registers the feature.</summary>
public static class DeploymentRegistration
{
    /// <summary>Adds roll-outs: who gets what traffic. Needs the registry. Serving adds it by itself, since it asks for the plans.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddDeployments(this IServiceCollection services)
    {
        services.TryAddSingleton<RolloutFeed>();
        services.TryAddSingleton(provider => new DeploymentStore(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(), provider.GetRequiredService<AuditLog>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITrafficSource, RolloutTraffic>());
        services.TryAddSingleton(provider => new DeploymentService(
            provider.GetRequiredService<DeploymentStore>(),
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<RolloutFeed>(),
            provider.GetServices<IRolloutObserver>(),
            provider.GetServices<ITrafficSource>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DeploymentService>>()));
        return services;
    }
}
