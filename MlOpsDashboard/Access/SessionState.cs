using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace MlOpsDashboard.Access;

/// <summary>Who a page's circuit belongs to; nobody, as soon as what let them in stops working. The page is then taken away.</summary>
internal sealed class SessionState : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly AuthenticationState s_nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));
    private readonly OpenSessions _open;
    private IDisposable? _watch;
    private bool _disposed;

    /// <summary>Begins with the next state that is set.</summary>
    public SessionState(OpenSessions open)
    {
        _open = open;
        AuthenticationStateChanged += Follow;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AuthenticationStateChanged -= Follow;
        _disposed = true;
        Interlocked.Exchange(ref _watch, null)?.Dispose();
    }

    // The state of a circuit is there when it is set; a task that is still under way would be a failure to tell who it is.
    private void Follow(Task<AuthenticationState> state)
    {
        IDisposable? next = state is { IsCompletedSuccessfully: true, Result.User: { Identity.IsAuthenticated: true } user }
            ? _open.Follow(user, () => SetAuthenticationState(Task.FromResult(s_nobody)))
            : null;
        Interlocked.Exchange(ref _watch, next)?.Dispose();
        if (_disposed)
        {
            Interlocked.Exchange(ref _watch, null)?.Dispose();
        }
    }
}
