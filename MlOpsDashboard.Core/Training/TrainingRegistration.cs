using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Training;

/// <summary>Registers the feature.</summary>
public static class TrainingRegistration
{
    /// <summary>Adds training jobs. Needs storage, jobs, data sets and tracking.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        services.AddOptions<TrainingOptions>().BindConfiguration(TrainingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TrainingFeed>();
        services.AddSingleton<TrainingJobStore>();
        services.AddSingleton<RunningTrainings>();
        services.AddSingleton<TrainingTools>();
        services.AddSingleton<TrainingRunner>();
        services.AddSingleton<TrainingDispatcher>();
        services.AddTransient<TrainingWork>();
        services.AddSingleton(provider => new TrainingService(
            provider.GetRequiredService<DatasetService>(),
            provider.GetRequiredService<TrainingJobStore>(),
            provider.GetRequiredService<TrainingDispatcher>(),
            provider.GetRequiredService<RunningTrainings>(),
            provider.GetRequiredService<JobDispatcher>(),
            provider.GetRequiredService<TrainingFeed>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TrainingService>>()));
        services.AddHostedService<TrainingStarter>();
        return services;
    }
}
