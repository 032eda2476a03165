using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Components.Pages.Account;

/// <summary>The browsers in which somebody is signed in, each of which can be signed out.</summary>
public sealed partial class SessionList : ActingComponent
{
    private IReadOnlyList<Session>? _sessions;
    private string? _current;
    private string? _reader;

    /// <summary>Whose: the identifier of a user or an API key.</summary>
    [Parameter, EditorRequired]
    public string HolderId { get; set; } = "";

    /// <summary>The headline.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Inject]
    private SessionService Sessions { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider State { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        ClaimsPrincipal user = (await State.GetAuthenticationStateAsync()).User;
        _current = Credential.Of(user) is { IsKey: false } session ? session.Id : null;
        _reader = user.HolderId();
        _sessions = await Sessions.ListAsync(HolderId, Lifetime);
    }

    private Task EndAsync(Session session) => ActAsync(async actor =>
    {
        await Sessions.RevokeAsync(session.SessionId, _reader, actor, Lifetime);
        _sessions = await Sessions.ListAsync(HolderId, Lifetime);
    });
}
