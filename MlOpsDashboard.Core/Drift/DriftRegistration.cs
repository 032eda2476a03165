using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift.Concept;
using MlOpsDashboard.Core.Drift.Segments;
using MlOpsDashboard.Core.Drift.Sketches;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Registers the feature.</summary>
public static class DriftRegistration
{
    /// <summary>Adds checks for drift. Needs data sets, tracking, the registry and serving.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddDrift(this IServiceCollection services)
    {
        services.AddOptions<DriftOptions>().BindConfiguration(DriftOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new DriftSettingsStore(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(), provider.GetRequiredService<AuditLog>()));
        services.AddSingleton<DriftStore>();
        services.AddSingleton<DriftMeter>();
        services.AddSingleton<ReferenceReader>();
        services.AddSingleton<DatasetWindow>();
        services.AddSingleton<PredictionWindow>();
        services.AddSingleton<SketchStore>();
        services.AddSingleton<PredictionSketches>();
        services.AddSingleton<IPredictionObserver>(provider => provider.GetRequiredService<PredictionSketches>());
        services.AddSingleton<LoggedWindow>();
        services.AddSingleton(provider => new PerformanceGuess(
            new AnswerReader(provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>()), new PromotionLevel(provider.GetRequiredService<RunQueries>())));
        services.AddSingleton<DriftComparer>();
        services.AddSingleton(provider => new DriftService(
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<ReferenceReader>(),
            provider.GetRequiredService<DatasetWindow>(),
            provider.GetRequiredService<LoggedWindow>(),
            provider.GetRequiredService<DriftComparer>(),
            provider.GetRequiredService<DriftStore>(),
            provider.GetRequiredService<DriftSettingsStore>(),
            provider.GetRequiredService<DriftMeter>(),
            provider.GetRequiredService<IOptions<DriftOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new DriftSimulator(
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<DatasetService>(),
            provider.GetRequiredService<ReferenceReader>(),
            provider.GetRequiredService<DatasetWindow>(),
            provider.GetRequiredService<DriftComparer>(),
            provider.GetRequiredService<DriftSettingsStore>(),
            new SimulatedTraffic(provider.GetRequiredService<PredictionService>(), provider.GetRequiredService<FeedbackService>()),
            provider.GetRequiredService<IOptions<DriftOptions>>()));
        services.AddSingleton(provider => new ConceptDriftService(
            provider.GetRequiredService<RegistryService>(),
            new AnswerReader(provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>()),
            new PromotionLevel(provider.GetRequiredService<RunQueries>()),
            provider.GetRequiredService<DriftSettingsStore>(),
            provider.GetRequiredService<IOptions<DriftOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SegmentService(
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<ReferenceReader>(),
            provider.GetRequiredService<PredictionWindow>(),
            new SegmentAnswers(provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>()),
            provider.GetRequiredService<DriftSettingsStore>(),
            provider.GetRequiredService<IOptions<DriftOptions>>()));
        services.AddBackgroundLoops();
        services.AddHostedService<DriftLoop>();
        services.AddHostedService<SketchLoop>();
        return services;
    }
}
