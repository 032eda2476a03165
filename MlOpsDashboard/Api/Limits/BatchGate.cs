using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Api.Limits;

/// <summary>Lets a few batches of predictions through at a time; the others wait in line, and beyond that are refused.</summary>
/// <param name="options">How many.</param>
internal sealed class BatchGate(IOptions<LimitsOptions> options) : IDisposable
{
    /// <summary>A body of at most this many bytes is no batch worth waiting for, whatever its address.</summary>
    public const int SmallBody = 64 << 10;

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.ConcurrentBatches,
        QueueLimit = options.Value.QueuedBatches,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Passes a request on when it is its turn.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">Answers it.</param>
    public ValueTask<object?> PassAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.ContentLength <= SmallBody ? next(context) : WaitAsync(context, next);

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private async ValueTask<object?> WaitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using RateLimitLease lease = await _limiter.AcquireAsync(1, context.HttpContext.RequestAborted);
        if (lease.IsAcquired)
        {
            return await next(context);
        }

        LimitsRegistration.Count(context.HttpContext);
        await LimitsRegistration.RefuseAsync(context.HttpContext, lease, "Too many batches wait already; come again later.");
        return Results.Empty;
    }
}
