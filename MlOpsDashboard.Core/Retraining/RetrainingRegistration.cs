using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Registers the feature.</summary>
public static class RetrainingRegistration
{
    /// <summary>Adds automated retraining. Needs data sets, training, the registry, monitoring, drift and A/B tests.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddRetraining(this IServiceCollection services)
    {
        services.AddOptions<RetrainingOptions>().BindConfiguration(RetrainingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RetrainingFeed>();
        services.AddSingleton<RetrainingBell>();
        services.AddSingleton(provider => new RetrainingStore(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(), provider.GetRequiredService<AuditLog>()));
        services.AddSingleton(provider => new RetrainingData(
            new LabelledTimes(provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>()),
            provider.GetRequiredService<LabelledDatasetService>(),
            provider.GetRequiredService<DatasetService>(),
            new WeightedDatasets(provider.GetRequiredService<DatasetService>()),
            provider.GetRequiredService<DriftService>()));
        services.AddSingleton<TriggerWatch>();
        services.AddSingleton<ChallengerTrial>();
        services.AddSingleton<RetrainingWork>();
        services.AddSingleton<RetrainingStarter>();
        services.AddSingleton(provider => new RetrainingService(
            provider.GetRequiredService<RetrainingStore>(),
            provider.GetRequiredService<RetrainingStarter>(),
            provider.GetRequiredService<RetrainingWork>(),
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<RetrainingBell>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddBackgroundLoops();
        services.AddHostedService<RetrainingLoop>();
        return services;
    }
}
