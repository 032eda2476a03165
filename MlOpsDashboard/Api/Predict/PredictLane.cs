using Microsoft.AspNetCore.RateLimiting;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Api.Predict;

/// <summary>
/// The short way of <c>POST /api/predict</c> for programs, before the parts of the pipeline that only browsers and other
/// endpoints need: cookies, claims, policies (every role may predict), antiforgery. A request without a working key, or with one that is
/// limited to other scopes, takes the long way, which turns it away or lets a signed-in person in; so does every request when predictions are limited by
/// caller, which needs to know the caller. Both ways end at the same method.
/// </summary>
/// <param name="next">The long way.</param>
/// <param name="keys">Knows the keys.</param>
/// <param name="predictions">Answers.</param>
/// <param name="endpoints">Hold the endpoint, so that the server's own metrics name the same route either way.</param>
internal sealed class PredictLane(RequestDelegate next, ApiKeyDirectory keys, PredictResponder predictions, EndpointDataSource endpoints)
{
    private readonly Lazy<Endpoint?> _endpoint = new(() => Find(endpoints));
    private readonly Lazy<bool> _limited = new(() => Find(endpoints) is { Metadata: var metadata }
        && metadata.GetMetadata<EnableRateLimitingAttribute>() is not null
        && metadata.GetMetadata<DisableRateLimitingAttribute>() is null);

    /// <summary>Whether a request may take the short way.</summary>
    public static bool Takes(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && context.Request.Path.Equals(PredictEndpoints.Path, StringComparison.Ordinal)
        && context.Request.Headers.ContainsKey(ApiKeyHandler.Header);

    /// <summary>Answers a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!_limited.Value
            && context.Request.Headers[ApiKeyHandler.Header] is [{ Length: > 0 } secret]
            && await keys.FindAsync(secret, context.RequestAborted) is { } key
            && key.Scopes?.Contains(KeyScope.Predict) != false)
        {
            context.SetEndpoint(_endpoint.Value);
            await predictions.AnswerAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    private static RouteEndpoint? Find(EndpointDataSource endpoints) => endpoints.Endpoints.OfType<RouteEndpoint>()
        .FirstOrDefault(endpoint => endpoint.RoutePattern.RawText?.TrimEnd('/') == PredictEndpoints.Path);
}
