using System.Reflection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlOpsDashboard.Api.Health;

/// <summary>Says whether the process lives, and whether its parts answer. Neither needs credentials.</summary>
internal static class HealthEndpoints
{
    /// <summary>The program's version.</summary>
    public static string Version { get; } =
        typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Health").AllowAnonymous().DisableRateLimiting();
        long started = TimeProvider.System.GetTimestamp();
        group.MapGet("/health", (TimeProvider clock) => Alive(clock, started)).WithSummary("Whether the process lives.");
        group.MapGet("/health/ready", ReadyAsync).WithSummary("Whether database, artifact store, scheduler and the models in production answer; within two seconds.")
            .Produces<ReadyReply>().Produces<ReadyReply>(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static HealthReply Alive(TimeProvider clock, long started) =>
        new("healthy", Version, Math.Round(clock.GetElapsedTime(started).TotalSeconds, 3));

    private static async Task<IResult> ReadyAsync(HealthCheckService checks, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        var reply = new ReadyReply(
            Word(report.Status),
            report.Entries.ToDictionary(
                e => e.Key,
                e => new CheckReply(Word(e.Value.Status), e.Value.Description, Math.Round(e.Value.Duration.TotalMilliseconds, 3))));
        int status = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return Results.Json(reply, statusCode: status);
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    /// <summary>That the process lives.</summary>
    internal sealed record HealthReply(string Status, string Version, double UptimeSeconds);

    /// <summary>How the parts are.</summary>
    internal sealed record ReadyReply(string Status, Dictionary<string, CheckReply> Checks);

    /// <summary>How one part is.</summary>
    internal sealed record CheckReply(string Status, string? Description, double DurationMs);
}
