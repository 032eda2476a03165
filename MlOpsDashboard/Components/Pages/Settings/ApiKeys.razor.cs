using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Components.Pages.Settings;

/// <summary>Makes, lists and revokes API keys.</summary>
public sealed partial class ApiKeys : ActingComponent
{
    private const int PageSize = 20;

    private static readonly Dictionary<string, UserRole> s_roles = new()
    {
        ["look and predict"] = UserRole.Viewer,
        ["upload and train"] = UserRole.DataScientist,
        ["upload, train and promote"] = UserRole.Approver,
        ["do everything"] = UserRole.Administrator,
    };

    private static readonly Dictionary<string, int> s_lives = new()
    {
        ["never"] = 0,
        ["in 30 days"] = 30,
        ["in 90 days"] = 90,
        ["in a year"] = 365,
    };

    private readonly HashSet<KeyScope> _scopes = [];
    private IReadOnlyList<ApiKey>? _keys;
    private IReadOnlyList<TableColumn<ApiKey>> _columns = [];
    private string _name = "";
    private UserRole _role = UserRole.DataScientist;
    private int _days;
    private CreatedApiKey? _made;

    [Inject]
    private ApiKeyService Keys { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _columns =
        [
            new("name", "Name", key => key.Name) { IsHead = true, CanSort = true },
            new("prefix", "Begins with", key => key.Prefix),
            new("role", "May", key => RoleWords(key.Role)) { CanSort = true },
            new("scopes", "Only", key => key.Scopes is { } scopes ? KeyScopeWords.Of(scopes) : null),
            new("state", "State", key => State(key).Text)
            {
                CanSort = true,
                Cell = key => Cells.Badge(State(key).Status, State(key).Text),
            },
            new("created_at", "Made", key => key.CreatedAt) { CanSort = true, GreatestFirst = true, Cell = key => Cells.Time(key.CreatedAt) },
            new("created_by", "By", key => key.CreatedBy) { CanSort = true },
            new("last_used_at", "Last used", key => key.LastUsedAt) { CanSort = true, GreatestFirst = true, Cell = key => Cells.Time(key.LastUsedAt) },
            new("expires_at", "Expires", key => key.ExpiresAt) { CanSort = true, Cell = key => Cells.Time(key.ExpiresAt) },
        ];
        return LoadAsync();
    }

    private static string RoleWords(UserRole role) => s_roles.First(r => r.Value == role).Key;

    private string Example(string secret) => $"curl -H 'X-API-Key: {secret}' {Navigation.BaseUri}api/models";

    private (string Status, string Text) State(ApiKey key) => key switch
    {
        { RevokedAt: not null } => ("muted", "revoked"),
        { ExpiresAt: { } end } when end <= Clock.GetUtcNow() => ("warn", "expired"),
        _ => ("ok", "works"),
    };

    private async Task LoadAsync() => _keys = await PagedList.ReadAsync(Keys.ListAsync, Lifetime);

    private Task CreateAsync() => TryAsync(async actor =>
    {
        DateTimeOffset? expiresAt = _days == 0 ? null : Clock.GetUtcNow().AddDays(_days);
        _made = await Keys.CreateAsync(new NewApiKey(_name, _role, expiresAt, _scopes.Count == 0 ? null : [.. _scopes]), actor, Lifetime);
        _name = "";
        _scopes.Clear();
    });

    private void Limit(KeyScope scope, bool limited) => _ = limited ? _scopes.Add(scope) : _scopes.Remove(scope);

    private async Task RevokeAsync(ApiKey key)
    {
        string text = "Programs that use it are turned away from their next request on. This cannot be undone.";
        if (await Confirm.AskAsync($"Revoke the key \"{key.Name}\"?", text, "Revoke"))
        {
            await TryAsync(actor => Keys.RevokeAsync(key.KeyId, actor, Lifetime));
        }
    }

    private Task TryAsync(Func<Actor, Task> change) => ActAsync(async actor =>
    {
        await change(actor);
        await LoadAsync();
    });
}
