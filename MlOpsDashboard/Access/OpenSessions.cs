using System.Collections.Concurrent;
using System.Security.Claims;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Access;

/// <summary>
/// Ends what stays open longer than a request: pages and watchers of the hub. A request is checked when it comes; these are looked
/// after every two seconds, each credential once, so that a revoked key, an ended session or an expiry reaches them too.
/// </summary>
/// <param name="keys">Knows the keys.</param>
/// <param name="sessions">Knows the sessions.</param>
/// <param name="clock">Gives the pace.</param>
/// <param name="logger">Told of a failure.</param>
internal sealed partial class OpenSessions(ApiKeyDirectory keys, SessionService sessions, TimeProvider clock, ILogger<OpenSessions> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<Watch, Credential> _watches = new();

    /// <summary>Calls back once when the credential behind someone stops working.</summary>
    /// <param name="user">Someone.</param>
    /// <param name="ended">What to do then; must not throw.</param>
    /// <returns>Ends the watch.</returns>
    public IDisposable Follow(ClaimsPrincipal user, Action ended)
    {
        var watch = new Watch(this, ended);
        if (Credential.Of(user) is { } credential)
        {
            _watches[watch] = credential;
        }

        return watch;
    }

    /// <summary>Looks once after all that is open.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var same in _watches.GroupBy(watch => watch.Value, watch => watch.Key).ToArray())
        {
            if (await WorksAsync(same.Key, cancellationToken))
            {
                continue;
            }

            foreach (Watch watch in same)
            {
                watch.End();
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_pace, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A database that does not answer ends nobody's work; the next look does it.
                LogFailed(exception);
            }
        }
    }

    private async Task<bool> WorksAsync(Credential credential, CancellationToken cancellationToken) => credential.IsKey
        ? await keys.WorksAsync(credential.Id, cancellationToken)
        : await sessions.FindHolderAsync(credential.Id, cancellationToken) is not null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether open pages and watchers may stay open could not be looked up; tried again in two seconds")]
    private partial void LogFailed(Exception exception);

    private sealed class Watch(OpenSessions owner, Action ended) : IDisposable
    {
        public void Dispose() => owner._watches.TryRemove(this, out _);

        public void End()
        {
            if (owner._watches.TryRemove(this, out _))
            {
                ended();
            }
        }
    }
}
