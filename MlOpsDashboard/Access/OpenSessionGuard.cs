namespace MlOpsDashboard.Access;

/// <summary>
/// Cuts the lines of pages and of the hub when what let them in stops working. A page is told a moment earlier, so that it can lead its
/// reader to the sign-in; a line that does not listen is cut all the same.
/// </summary>
/// <param name="next">The rest of the program.</param>
/// <param name="open">Tells when.</param>
/// <param name="clock">Measures the moment.</param>
internal sealed class OpenSessionGuard(RequestDelegate next, OpenSessions open, TimeProvider clock)
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    /// <summary>Holds one line.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        using ITimer cut = clock.CreateTimer(static request => ((HttpContext)request!).Abort(), context, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using IDisposable watch = open.Follow(context.User, () => cut.Change(s_grace, Timeout.InfiniteTimeSpan));
        await next(context);
    }
}
