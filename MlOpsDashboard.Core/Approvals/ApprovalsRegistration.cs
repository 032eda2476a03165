using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>Registers the feature.</summary>
public static class ApprovalsRegistration
{
    /// <summary>Adds requests for production. Needs the registry, serving, and the reports of the checks for drift.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddApprovals(this IServiceCollection services)
    {
        services.TryAddSingleton<DriftStore>();
        services.AddSingleton<ApprovalFeed>();
        services.AddSingleton(provider => new ApprovalStore(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IStageObserver>(provider => new ApprovalWatch(provider.GetRequiredService<ApprovalStore>(), provider.GetRequiredService<ApprovalFeed>()));
        services.AddSingleton(provider => new ApprovalService(
            provider.GetRequiredService<ApprovalStore>(),
            provider.GetRequiredService<RegistryService>(),
            new ChecklistMaker(
                provider.GetRequiredService<RegistryService>(),
                provider.GetRequiredService<DriftStore>(),
                provider.GetServices<IStageGate>(),
                new AnswerTimer(provider.GetRequiredService<RegistryService>(), provider.GetRequiredService<TimeProvider>()),
                provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<ApprovalFeed>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => new ApprovalStarter(provider.GetRequiredService<ApprovalStore>(), provider.GetRequiredService<ApprovalFeed>()));
        return services;
    }
}
