using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Registers the feature.</summary>
public static class ComparisonsRegistration
{
    /// <summary>Adds comparisons of versions on the same rows. Needs data sets and the registry.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddComparisons(this IServiceCollection services)
    {
        services.AddSingleton<ComparisonFeed>();
        services.AddSingleton<ComparisonBell>();
        services.AddSingleton(provider => new ComparisonStore(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(), provider.GetRequiredService<AuditLog>()));
        services.AddSingleton(provider => new ComparisonService(
            provider.GetRequiredService<ComparisonStore>(),
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<DatasetService>(),
            provider.GetRequiredService<ComparisonBell>(),
            provider.GetRequiredService<ComparisonFeed>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddBackgroundLoops();
        services.AddHostedService<ComparisonLoop>();
        return services;
    }
}
