using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Serving.Logging;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Registers the feature.</summary>
public static class RolloutsRegistration
{
    /// <summary>Adds the guard of roll-outs. Needs deployments, serving and monitoring.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddRollouts(this IServiceCollection services)
    {
        services.AddOptions<RolloutOptions>().BindConfiguration(RolloutOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RolloutBell>();
        services.AddSingleton<IRolloutObserver>(provider => provider.GetRequiredService<RolloutBell>());
        services.AddSingleton<RolloutWatch>();
        services.AddSingleton<IPredictionObserver>(provider => provider.GetRequiredService<RolloutWatch>());
        services.AddSingleton<LabelLosses>();
        services.AddSingleton<CandidateTrial>();
        services.AddSingleton<RolloutGuard>();
        services.AddBackgroundLoops();
        services.AddHostedService<RolloutLoop>();
        return services;
    }
}
