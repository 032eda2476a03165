using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Monitoring.Exposition;
using MlOpsDashboard.Core.Monitoring.Settings;
using Prometheus;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The program's metrics as Prometheus reads them.</summary>
internal static class MetricsEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Made now, so that it counts from the start and not from the first reading on.
        CollectorRegistry registry = routes.ServiceProvider.GetRequiredService<MetricsCollector>().Registry;
        RequestDelegate read = routes.CreateApplicationBuilder()
            .Use(GuardAsync)
            .UseMetricServer(settings => settings.Registry = registry, url: null)
            .Build();
        routes.MapGet("/metrics", read).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        MetricsAccess access = context.RequestServices.GetRequiredService<IOptions<MonitoringOptions>>().Value.Metrics;
        return context.User.Identity?.IsAuthenticated == true || IsOpen(access, context.Connection.RemoteIpAddress)
            ? next(context)
            : context.ChallengeAsync();
    }

    // In memory, without a connection, the caller is this process.
    private static bool IsOpen(MetricsAccess access, IPAddress? caller) => access switch
    {
        MetricsAccess.Anyone => true,
        MetricsAccess.Loopback => caller is null || IPAddress.IsLoopback(caller),
        _ => false,
    };
}
