using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>Registers batch jobs.</summary>
public static class BatchRegistration
{
    /// <summary>Adds batch jobs. Needs storage, jobs, data sets and serving.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddBatchPrediction(this IServiceCollection services)
    {
        services.AddOptions<BatchOptions>().BindConfiguration(BatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BatchFeed>();
        services.AddSingleton<BatchJobStore>();
        services.AddSingleton<IArtifactOwner>(provider => provider.GetRequiredService<BatchJobStore>());
        services.AddSingleton<BatchTools>();
        services.AddSingleton<RunningJobs<BatchWork>>();
        services.AddSingleton<BatchRunner>();
        services.AddSingleton(provider => new JobQueue<BatchWork>(
            provider.GetRequiredService<JobDispatcher>(),
            provider.GetRequiredService<RunningJobs<BatchWork>>(),
            provider.GetRequiredService<IOptions<BatchOptions>>().Value.MaxConcurrentJobs,
            provider.GetRequiredService<BatchJobStore>().QueuedAsync));
        services.AddTransient<BatchWork>();
        services.AddSingleton(provider => new BatchService(
            provider.GetRequiredService<BatchTools>(),
            provider.GetRequiredService<JobQueue<BatchWork>>(),
            provider.GetRequiredService<RunningJobs<BatchWork>>(),
            provider.GetRequiredService<BatchRunner>(),
            provider.GetRequiredService<JobDispatcher>(),
            provider.GetRequiredService<ILogger<BatchService>>()));
        services.AddBackgroundLoops();
        services.AddHostedService(provider => new JobBeat<BatchWork>(
            provider.GetRequiredService<JobQueue<BatchWork>>(),
            provider.GetRequiredService<BatchJobStore>().OpenAsync,
            provider.GetRequiredService<BackgroundLoops>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<JobBeat<BatchWork>>>()));
        services.AddSingleton<BatchRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<BatchRetention>());
        return services;
    }
}
