using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
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
        services.AddMetrics();
        services.AddSingleton<TrainingMeter>();
        services.AddSingleton<TrainingFeed>();
        services.AddSingleton<TrainingJobStore>();
        services.AddSingleton<RunningJobs<TrainingWork>>();
        services.AddSingleton<TrainingTools>();
        services.AddSingleton<TrainingRunner>();
        services.AddSingleton(provider => new JobQueue<TrainingWork>(
            provider.GetRequiredService<JobDispatcher>(),
            provider.GetRequiredService<RunningJobs<TrainingWork>>(),
            provider.GetRequiredService<IOptions<TrainingOptions>>().Value.MaxConcurrentJobs,
            provider.GetRequiredService<TrainingJobStore>().QueuedAsync));
        services.AddTransient<TrainingWork>();
        services.AddSingleton(provider => new TrainingService(
            provider.GetRequiredService<DatasetService>(),
            provider.GetRequiredService<TrainingJobStore>(),
            provider.GetRequiredService<JobQueue<TrainingWork>>(),
            provider.GetRequiredService<RunningJobs<TrainingWork>>(),
            provider.GetRequiredService<TrainingRunner>(),
            provider.GetRequiredService<JobDispatcher>(),
            provider.GetRequiredService<TrainingFeed>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TrainingService>>()));
        services.AddBackgroundLoops();
        services.AddHostedService(provider => new JobBeat<TrainingWork>(
            provider.GetRequiredService<JobQueue<TrainingWork>>(),
            provider.GetRequiredService<TrainingJobStore>().OpenAsync,
            provider.GetRequiredService<BackgroundLoops>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<JobBeat<TrainingWork>>>()));
        return services;
    }
}
