using MlOpsDashboard.Api;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Live;

/// <summary>Registers the hub.</summary>
internal static class LiveRegistration
{
    /// <summary>The hub's address.</summary>
    public const string Path = "/hubs/live";

    /// <summary>Adds the hub and what feeds it.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(protocol => JsonConventions.Apply(protocol.PayloadSerializerOptions));
        services.AddBackgroundLoops();
        services.AddHostedService<LiveForwarder>();
        services.AddHostedService<MetricsForwarder>();
        services.AddHostedService<BatchForwarder>();
        return services;
    }

    /// <summary>Maps the hub.</summary>
    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<LiveHub>(Path);
        return routes;
    }
}
