using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlOpsDashboard.Core.Storage;
using Npgsql;
using Quartz;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>Registers the feature.</summary>
public static class JobsRegistration
{
    /// <summary>Adds the scheduler, which keeps its jobs in the program's database, and the threads that compute.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">Tells the database's dialect, which the scheduler needs before options exist.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddBackgroundLoops();
        services.AddSingleton<BackgroundThreads>();
        services.AddSingleton<JobDispatcher>();
        bool postgres = configuration.GetValue<DatabaseProvider>(DatabaseOptions.Section + ":Provider") == DatabaseProvider.PostgreSql;
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(configuration.GetValue(JobsOptions.Section + ":MaxConcurrent", new JobsOptions().MaxConcurrent));
            quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            quartz.UsePersistentStore(store => Configure(store, postgres));
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);

        // From the configuration and not from JobsOptions: the host reads this before it validates options, and their
        // failures are to come all together.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(
            configuration.GetValue(JobsOptions.Section + ":ShutdownSeconds", new JobsOptions().ShutdownSeconds)));
        services.AddHealthChecks().AddQuartz(check => check.Name = "scheduler");
        return services;
    }

    /// <summary>Adds what every <see cref="BackgroundLoop"/> needs. Each feature that has one calls it.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddBackgroundLoops(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(BackgroundLoops)))
        {
            return services;
        }

        services.AddSingleton<BackgroundLoops>();
        services.AddHealthChecks().AddCheck<BackgroundLoopsCheck>("background_work");
        return services;
    }

    private static void Configure(IPersistentStoreBuilder store, bool postgres)
    {
        store.ProvisionSchema();
        store.UseSystemTextJsonSerializer();
        store.ConfigureStore(options =>
        {
            options.StoreJobDataAsStrings = true;
            options.RecoverFiringsCancelledByShutdown = true;
        });
        if (postgres)
        {
            store.UsePostgres(source => source.DataSourceFactory = provider =>
                NpgsqlDataSource.Create(provider.GetRequiredService<DatabaseConnection>().ConnectionString));
            store.UseClustering();
        }
        else
        {
            store.UseSqlite(source => source.DataSourceFactory = provider =>
                SqliteFactory.Instance.CreateDataSource(provider.GetRequiredService<DatabaseConnection>().ConnectionString));
        }
    }
}
