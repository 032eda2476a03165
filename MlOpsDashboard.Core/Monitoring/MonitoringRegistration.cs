using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Monitoring.Exposition;
using MlOpsDashboard.Core.Serving;

namespace MlOpsDashboard.Core.Monitoring;

/// <summary>Registers the feature.</summary>
public static class MonitoringRegistration
{
    /// <summary>Adds the metrics that Prometheus reads. Needs serving.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddOptions<MonitoringOptions>().BindConfiguration(MonitoringOptions.Section).ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton(provider => new MetricsCollector(
            [ServingMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"],
            provider.GetRequiredService<IMeterFactory>()));
        return services;
    }
}
