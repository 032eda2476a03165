using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Components.Pages.Settings;

/// <summary>Makes, lists and revokes API keys.</summary>
public sealed partial class ApiKeys : LiveComponent
{
    private const int PageSize = 20;

    private static readonly Dictionary<string, UserRole> s_roles = new()
    {
        ["look and predict"] = UserRole.Viewer,
        ["upload, train and promote"] = UserRole.Editor,
        ["do everything"] = UserRole.Administrator,
    };

    private static readonly Dictionary<string, int> s_lives = new()
    {
        ["never"] = 0,
        ["in 30 days"] = 30,
        ["in 90 days"] = 90,
        ["in a year"] = 365,
    };

    private IReadOnlyList<ApiKey>? _keys;
    private int _count;
    private long _skip;
    private string _name = "";
    private UserRole _role = UserRole.Editor;
    private int _days;
    private bool _busy;
    private CreatedApiKey? _made;
    private Exception? _error;

    [Inject]
    private ApiKeyService Keys { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync(0);

    private static string RoleWords(UserRole role) => s_roles.First(r => r.Value == role).Key;

    private string Example(string secret) => $"curl -H 'X-API-Key: {secret}' {Navigation.BaseUri}api/models";

    private (string Status, string Text) State(ApiKey key) => key switch
    {
        { RevokedAt: not null } => ("muted", "revoked"),
        { ExpiresAt: { } end } when end <= Clock.GetUtcNow() => ("warn", "expired"),
        _ => ("ok", "works"),
    };

    private async Task LoadAsync(long skip)
    {
        var query = new PageQuery(PageSize, (int)skip);
        var page = await Keys.ListAsync(query, Lifetime);
        _keys = page.Items;
        _skip = skip;
        _count = query.Offset + page.Items.Count + (page.NextCursor is null ? 0 : 1);
    }

    private Task CreateAsync() => TryAsync(async actor =>
    {
        DateTimeOffset? expiresAt = _days == 0 ? null : Clock.GetUtcNow().AddDays(_days);
        _made = await Keys.CreateAsync(new NewApiKey(_name, _role, expiresAt), actor, Lifetime);
        _name = "";
    });

    private async Task RevokeAsync(ApiKey key)
    {
        string text = "Programs that use it are turned away from their next request on. This cannot be undone.";
        if (await Confirm.AskAsync($"Revoke the key \"{key.Name}\"?", text, "Revoke"))
        {
            await TryAsync(actor => Keys.RevokeAsync(key.KeyId, actor, Lifetime));
        }
    }

    private async Task TryAsync(Func<Actor, Task> change)
    {
        _busy = true;
        _error = null;
        try
        {
            await change((await Authentication).User.AsActor());
            await LoadAsync(0);
        }
        catch (Exception failure) when (failure is InvalidException or NotFoundException or ForbiddenException)
        {
            _error = failure;
        }
        finally
        {
            _busy = false;
        }
    }
}
