using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Audit;

/// <summary>Registers the feature.</summary>
public static class AuditRegistration
{
    /// <summary>Adds the log of changes.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<IAccessObserver, AccessAudit>();
        services.AddSingleton<IArtifactObserver, ArtifactAudit>();
        return services;
    }
}
