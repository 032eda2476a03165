using MlOpsDashboard.Live;

namespace MlOpsDashboard.Hosting;

/// <summary>
/// Ends what pages and watchers of the hub hold open when the program stops. The server waits for every open request, and a page that was
/// told to leave comes back at once, while the server still listens: it would keep the program until the time to stop is used up.
/// </summary>
internal static class OpenConnections
{
    // The hub says goodbye to each connection first; this is for those that do not listen.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private static readonly PathString[] s_held = ["/_blazor", LiveRegistration.Path];

    /// <summary>Adds it to the pipeline, before routing.</summary>
    public static void UseEndOfOpenConnections(this WebApplication app)
    {
        CancellationToken stopping = app.Lifetime.ApplicationStopping;
        TimeProvider clock = app.Services.GetRequiredService<TimeProvider>();
        app.UseWhen(
            context => Array.Exists(s_held, path => context.Request.Path.StartsWithSegments(path)),
            held => held.Use(next => context => RunAsync(context, next, clock, stopping)));
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate next, TimeProvider clock, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.Connection = "close";
            return;
        }

        using ITimer patience = clock.CreateTimer(static request => ((HttpContext)request!).Abort(), context, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration stop = stopping.UnsafeRegister(
            static timer => ((ITimer)timer!).Change(s_grace, Timeout.InfiniteTimeSpan), patience);
        await next(context);
    }
}
