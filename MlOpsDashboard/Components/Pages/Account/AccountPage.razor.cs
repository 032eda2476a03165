using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access.People;

namespace MlOpsDashboard.Components.Pages.Account;

/// <summary>Who am I here, what may I do, and where am I signed in?</summary>
public sealed partial class AccountPage : ComponentBase
{
    private string _name = "You";
    private string _role = "";
    private string? _holderId;
    private bool _byPerson;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = default!;

    [Inject]
    private OwnPassword Passwords { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        ClaimsPrincipal user = (await Authentication.GetAuthenticationStateAsync()).User;
        _name = user.Identity?.Name ?? _name;
        _role = user.Role() is { } role ? $"You are signed in as {RoleWords.Words(role)}." : "Nobody is signed in any more.";
        _holderId = user.HolderId();
        _byPerson = await Passwords.HasAsync(_holderId, CancellationToken.None);
    }
}
