using System.Security.Claims;
using System.Threading.RateLimiting;

namespace MlOpsDashboard.Api.Limits;

/// <summary>The budget of each caller: a bucket of tokens that fills at the configured pace.</summary>
internal static class CallerLimits
{
    /// <summary>The bucket of the one who asks.</summary>
    /// <param name="context">The request, with its user known already.</param>
    /// <param name="perSecond">Tokens a second; more than 0.</param>
    /// <param name="burst">Tokens at most.</param>
    public static RateLimitPartition<string> Partition(HttpContext context, double perSecond, int burst) =>
        RateLimitPartition.GetTokenBucketLimiter(Caller(context), _ => Bucket(perSecond, burst));

    /// <summary>Refills once a second, or for less than one token a second whenever the next one is due.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(double perSecond, int burst) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = Math.Clamp((int)Math.Round(perSecond), 1, burst),
        ReplenishmentPeriod = perSecond >= 1 ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(1 / perSecond),
        QueueLimit = 0,
    };

    private static string Caller(HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? context.Connection.RemoteIpAddress?.ToString() ?? "";
}
