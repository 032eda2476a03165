using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Serving.Predicting;

namespace MlOpsDashboard.Api.Limits;

/// <summary>Registers the limits of the REST interface. A limit that is off is not on the way of a request at all.</summary>
internal static class LimitsRegistration
{
    private const string Requests = "requests";
    private const string Predictions = "predictions";
    private const string Batches = "batches";

    /// <summary>Adds the limits.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitsOptions>().BindConfiguration(LimitsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BatchGate>();
        services.AddRateLimiter();
        services.AddRequestTimeouts();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitsOptions>>(static (limiter, limits) => Configure(limiter, limits.Value));
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<LimitsOptions>>(static (timeouts, limits) => timeouts.AddPolicy(Batches, new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(limits.Value.BatchTimeoutSeconds),
            TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
            WriteTimeoutResponse = static context => ProblemMapping.WriteAsync(context, ProblemMapping.Make(
                StatusCodes.Status504GatewayTimeout, "The batch took longer than a batch may; send it in parts.")),
        }));
        return services;
    }

    /// <summary>Adds the limits to the pipeline, behind the sign-in: callers are told apart by who they are.</summary>
    public static void UseLimits(this WebApplication app)
    {
        LimitsOptions limits = Limits(app);
        if (limits.PredictionsPerSecond > 0 || limits.RequestsPerSecond > 0)
        {
            app.UseRateLimiter();
        }

        app.UseRequestTimeouts();
    }

    /// <summary>Limits the requests of a group that are not predictions.</summary>
    /// <param name="group">The endpoints.</param>
    /// <param name="routes">Where they go.</param>
    public static RouteGroupBuilder LimitRequests(this RouteGroupBuilder group, IEndpointRouteBuilder routes) =>
        Limits(routes).RequestsPerSecond > 0 ? group.RequireRateLimiting(Requests) : group;

    /// <summary>Limits predictions by their own budget, or not at all.</summary>
    /// <typeparam name="TBuilder">An endpoint or a group of them.</typeparam>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="routes">Where they go.</param>
    public static TBuilder LimitPredictions<TBuilder>(this TBuilder endpoints, IEndpointRouteBuilder routes)
        where TBuilder : IEndpointConventionBuilder =>
        Limits(routes).PredictionsPerSecond > 0 ? endpoints.RequireRateLimiting(Predictions) : endpoints.DisableRateLimiting();

    /// <summary>Lets few batches run at a time, and none for ever.</summary>
    /// <param name="endpoint">An endpoint that answers many rows at once.</param>
    public static RouteHandlerBuilder LimitBatches(this RouteHandlerBuilder endpoint)
    {
        endpoint.AddEndpointFilter(static (context, next) => context.HttpContext.RequestServices.GetRequiredService<BatchGate>().PassAsync(context, next));
        endpoint.WithRequestTimeout(Batches);
        return endpoint;
    }

    /// <summary>Answers a request that came too early with 429, and with when to come again.</summary>
    /// <param name="context">The request.</param>
    /// <param name="lease">The refusal.</param>
    /// <param name="detail">What there was too much of.</param>
    internal static Task RefuseAsync(HttpContext context, RateLimitLease lease, string detail)
    {
        TimeSpan wait = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after) ? after : TimeSpan.FromSeconds(1);
        long seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ProblemMapping.WriteAsync(context, ProblemMapping.Make(StatusCodes.Status429TooManyRequests, detail));
    }

    /// <summary>Counts a refused prediction, for who looks at the live metrics wants to know of it.</summary>
    /// <param name="context">The request.</param>
    internal static void Count(HttpContext context) =>
        context.RequestServices.GetRequiredService<Refusals>().CountTurnedAway(context.GetRouteValue("name") as string);

    private static void Configure(RateLimiterOptions limiter, LimitsOptions limits)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = static (context, _) =>
        {
            if (IsPrediction(context.HttpContext))
            {
                Count(context.HttpContext);
            }

            return new ValueTask(
                RefuseAsync(context.HttpContext, context.Lease, "More requests came from you than the configured limit; come again after the time in Retry-After."));
        };
        if (limits.PredictionsPerSecond > 0)
        {
            limiter.AddPolicy(Predictions, context => CallerLimits.Partition(context, limits.PredictionsPerSecond, limits.PredictionsBurst));
        }

        if (limits.RequestsPerSecond > 0)
        {
            limiter.AddPolicy(Requests, context => CallerLimits.Partition(context, limits.RequestsPerSecond, limits.RequestsBurst));
        }
    }

    // The group has other addresses too, such as that of its health.
    private static bool IsPrediction(HttpContext context) => HttpMethods.IsPost(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Predictions;

    private static LimitsOptions Limits(IEndpointRouteBuilder routes) => routes.ServiceProvider.GetRequiredService<IOptions<LimitsOptions>>().Value;
}
