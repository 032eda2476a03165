using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Monitoring;
using MlOpsDashboard.Core.Monitoring.Exposition;

namespace MlOpsDashboard.Api;

/// <summary>The program's metrics as Prometheus reads them.</summary>
internal static class MetricsEndpoints
{
    private const string PrometheusType = "text/plain; version=0.0.4; charset=utf-8";
    private const string OpenMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Made now, so that it counts from the start and not from the first reading on.
        routes.ServiceProvider.GetRequiredService<MetricsCollector>();
        routes.MapGet("/metrics", ReadAsync).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static Task ReadAsync(HttpContext context, MetricsCollector metrics, IOptions<MonitoringOptions> options)
    {
        if (context.User.Identity?.IsAuthenticated != true && !IsOpen(options.Value.Metrics, context.Connection.RemoteIpAddress))
        {
            return context.ChallengeAsync();
        }

        bool openMetrics = context.Request.Headers.Accept.ToString().Contains("application/openmetrics-text", StringComparison.OrdinalIgnoreCase);
        context.Response.ContentType = openMetrics ? OpenMetricsType : PrometheusType;
        return context.Response.WriteAsync(
            metrics.Read(openMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Prometheus), context.RequestAborted);
    }

    // In memory, without a connection, the caller is this process.
    private static bool IsOpen(MetricsAccess access, IPAddress? caller) => access switch
    {
        MetricsAccess.Anyone => true,
        MetricsAccess.Loopback => caller is null || IPAddress.IsLoopback(caller),
        _ => false,
    };
}
