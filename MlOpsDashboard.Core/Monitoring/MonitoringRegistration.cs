using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Monitoring.Exposition;
using MlOpsDashboard.Core.Monitoring.Figures;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Inputs;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Settings;
using MlOpsDashboard.Core.Monitoring.Shares;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Monitoring;

/// <summary>Registers the feature.</summary>
public static class MonitoringRegistration
{
    /// <summary>Adds the live metrics, their roll-ups, and what Prometheus reads. Needs data sets, serving and training.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddOptions<MonitoringOptions>().BindConfiguration(MonitoringOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<LiveMetrics>();
        services.AddSingleton<TrafficListener>();
        services.AddSingleton<SystemSampler>();
        services.AddSingleton<InputMinutes>();
        services.AddSingleton<RollupBuffer>();
        services.AddSingleton<RollupStore>();
        services.AddSingleton(provider => new MonitoringQueries(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(), provider.GetRequiredService<RollupBuffer>()));
        services.AddSingleton(provider => new FeedbackService(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(),
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<PredictionLog>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new QualityService(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(),
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<MonitoringQueries>()));
        services.AddSingleton(provider => new PredictionListing(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(), provider.GetRequiredService<RegistryService>()));
        services.AddSingleton(provider => new LabelledDatasetService(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(),
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<DatasetService>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new DataQualityService(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(),
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<DatasetService>(),
            provider.GetRequiredService<InputMinutes>()));
        services.AddSingleton<IShareSource, ProductionShares>();
        services.AddSingleton<SharesService>();
        services.AddSingleton<ModelFigures>();
        services.AddBackgroundLoops();
        services.AddHostedService<ModelFiguresService>();
        services.AddHostedService<LiveMetricsService>();
        services.AddSingleton<MonitoringMeter>();
        services.AddSingleton(provider =>
        {
            // Its gauges are to be read from the start.
            provider.GetRequiredService<MonitoringMeter>();
            return new MetricsCollector(
                Meters.All, provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<ILogger<MetricsCollector>>());
        });
        return services;
    }
}
