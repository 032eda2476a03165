using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Plans;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>Registers the feature.</summary>
public static class AbTestsRegistration
{
    /// <summary>Adds A/B tests. Needs deployments, serving and monitoring.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddAbTests(this IServiceCollection services)
    {
        services.AddOptions<AbTestOptions>().BindConfiguration(AbTestOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AbTestFeed>();
        services.AddSingleton<AbTestStore>();
        services.AddSingleton<ITrafficSource, AbTestTraffic>();
        services.AddSingleton<AbForecaster>();
        services.AddSingleton<AbTestReader>();
        services.AddSingleton(provider => new AbTestService(
            provider.GetRequiredService<AbTestStore>(),
            provider.GetRequiredService<RegistryService>(),
            provider.GetRequiredService<AbForecaster>(),
            provider.GetRequiredService<CandidateLoader>(),
            provider.GetRequiredService<ServingPlans>(),
            provider.GetRequiredService<AbTestFeed>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AbTestGuard>();
        services.AddBackgroundLoops();
        services.AddHostedService<AbTestLoop>();
        return services;
    }
}
