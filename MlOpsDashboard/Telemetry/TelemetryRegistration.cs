using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Telemetry;

/// <summary>Registers the sending of traces and metrics.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Adds it. To be called before anything else is added: hosted services stop in reverse order.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.HasUsableEndpoint, "OpenTelemetry:Endpoint must be an address that begins with http:// or https://.")
            .ValidateOnStart();
        services.AddHostedService<TelemetryExport>();
        return services;
    }

    /// <summary>Says in the span of each request where it went and how it ended, which the server leaves out. Adds nothing when nothing is sent.</summary>
    /// <param name="app">The program.</param>
    public static void UseTelemetry(this WebApplication app)
    {
        TelemetryOptions options = app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value;
        if (TelemetrySettings.IsOn(TelemetrySettings.Merge(options, app.Configuration)))
        {
            app.Use(DescribeAsync);
        }
    }

    private static async Task DescribeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
        {
            return;
        }

        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            span.SetTag("http.route", route);
            span.DisplayName = $"{context.Request.Method} {route}";
        }

        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
