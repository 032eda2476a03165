using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.OpenInference;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Serving.Settings;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving;

/// <summary>Registers the feature.</summary>
public static class ServingRegistration
{
    /// <summary>Adds predictions and their log. The log's writer stops after the web server, which registers itself later.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddServing(this IServiceCollection services)
    {
        services.AddOptions<ServingOptions>().BindConfiguration(ServingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddDeployments();
        services.AddSingleton<ServingMeter>();
        services.AddSingleton<InputTallies>();
        services.AddSingleton<KnownReadings>();
        services.AddSingleton<ServedModelLoader>();
        services.AddSingleton<CandidateLoader>();
        services.AddSingleton<ServingPlans>();
        services.AddSingleton<ShadowQueue>();
        services.AddSingleton<ShadowScorer>();
        services.AddSingleton<PlanScorer>();
        services.AddSingleton<InstanceScorer>();
        services.AddSingleton<PredictionLog>();
        services.AddSingleton<PredictionStore>();
        services.AddSingleton<PredictionSpill>();
        services.AddSingleton<VersionResolver>();
        services.AddSingleton(provider => new Refusals(provider.GetRequiredService<ServingPlans>(), provider.GetRequiredService<ServingMeter>()));
        services.AddSingleton(provider => new PredictionService(
            provider.GetRequiredService<ServingPlans>(),
            provider.GetRequiredService<VersionResolver>(),
            provider.GetRequiredService<InstanceScorer>(),
            provider.GetRequiredService<PlanScorer>(),
            provider.GetRequiredService<PredictionLog>(),
            provider.GetRequiredService<Refusals>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<ServingOptions>>()));
        services.AddSingleton(provider => new PageTries(provider.GetRequiredService<PredictionService>()));
        services.AddSingleton(provider => new TablePredictions(
            provider.GetRequiredService<VersionResolver>(),
            provider.GetRequiredService<InstanceScorer>(),
            provider.GetRequiredService<PredictionLog>(),
            provider.GetRequiredService<Refusals>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ServedVersions(
            provider.GetRequiredService<ServingPlans>(), provider.GetRequiredService<VersionResolver>(), provider.GetRequiredService<PredictionLog>()));
        services.AddSingleton(provider => new ExplanationService(provider.GetRequiredService<VersionResolver>()));
        services.AddSingleton(provider => new OpenInferenceService(
            provider.GetRequiredService<VersionResolver>(),
            provider.GetRequiredService<Refusals>(),
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<InstanceScorer>(),
            provider.GetRequiredService<PredictionLog>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<ServingOptions>>()));
        services.AddSingleton<ServingObserver>();
        services.AddSingleton<IStageObserver>(provider => provider.GetRequiredService<ServingObserver>());
        services.AddSingleton<IRolloutObserver>(provider => provider.GetRequiredService<ServingObserver>());
        services.AddSingleton<IArtifactObserver>(provider => provider.GetRequiredService<ServingObserver>());
        services.AddSingleton<IStageGate, ServingGate>();
        services.AddHealthChecks().AddCheck<ServingCheck>("models");
        services.AddHostedService<ServingWarmUp>();
        services.AddBackgroundLoops();
        services.AddHostedService<PredictionWriter>();
        services.AddHostedService<ShadowRunner>();
        services.AddSingleton<RetentionService>();
        services.AddSingleton<PredictionRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<PredictionRetention>());
        services.AddHealthChecks().AddCheck<PredictionLogCheck>("prediction_log");
        return services;
    }
}
