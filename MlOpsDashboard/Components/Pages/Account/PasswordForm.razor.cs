using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access.People;

namespace MlOpsDashboard.Components.Pages.Account;

/// <summary>Changes the password of who reads.</summary>
public sealed partial class PasswordForm : ActingComponent
{
    private string? _former;
    private string? _password;
    private string? _again;
    private bool _done;

    [Inject]
    private OwnPassword Passwords { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider State { get; set; } = default!;

    private async Task ChangeAsync()
    {
        _done = await TryActAsync(async actor =>
        {
            if (_password != _again)
            {
                throw new InvalidException("password_again", "The two new passwords differ: enter the same one twice.");
            }

            ClaimsPrincipal user = (await State.GetAuthenticationStateAsync()).User;
            string? session = Credential.Of(user) is { IsKey: false } open ? open.Id : null;
            await Passwords.ChangeAsync(user.HolderId(), session, _former, _password, actor, CancellationToken.None);
        });
        if (_done)
        {
            (_former, _password, _again) = (null, null, null);
        }
    }
}
