using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Access.People;

namespace MlOpsDashboard.Components.Pages.People;

/// <summary>Who may sign in, and what may they do?</summary>
public sealed partial class PeoplePage : ActingComponent
{
    private const int PageSize = 20;

    private static readonly KeyValuePair<UserRole, string>[] s_roles =
        [.. Enum.GetValues<UserRole>().Select(role => KeyValuePair.Create(role, RoleWords.Words(role)))];

    private IReadOnlyList<User>? _people;
    private IReadOnlyList<Invitation> _invitations = [];
    private IReadOnlyList<TableColumn<User>> _columns = [];
    private UserRole _role = UserRole.DataScientist;
    private string _note = "";
    private string? _link;
    private string _linkFor = "";
    private User? _sessionsOf;

    [Inject]
    private PeopleService Directory { get; set; } = default!;

    [Inject]
    private InvitationService Invitations { get; set; } = default!;

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
            new("name", "Name", user => user.Name) { IsHead = true, CanSort = true },
            new("role", "Role", user => RoleWords.Words(user.Role)) { CanSort = true },
            new("state", "State", user => State(user).Text)
            {
                CanSort = true,
                Cell = user => Cells.Badge(State(user).Status, State(user).Text),
            },
            new("signed_in_at", "Last sign-in", user => user.SignedInAt) { CanSort = true, GreatestFirst = true, Cell = user => Cells.Time(user.SignedInAt) },
            new("created_at", "Since", user => user.CreatedAt) { CanSort = true, GreatestFirst = true, Cell = user => Cells.Time(user.CreatedAt) },
        ];
        return LoadAsync();
    }

    private string Headline => _people is null
        ? "Who may sign in, and what may they do?"
        : $"{_people.Count(user => user.DisabledAt is null)} may sign in, {_people.Count(user => user is { DisabledAt: null, Role: UserRole.Administrator })} of them as administrator.";

    private (string Status, string Text) State(User user) => user switch
    {
        { DisabledAt: not null } => ("muted", "disabled"),
        { LockedUntil: { } until } when until > Clock.GetUtcNow() => ("warn", "locked out"),
        { PasswordHash: null } => ("ok", "by the printed address"),
        _ => ("ok", "active"),
    };

    private bool IsLast(User user) =>
        user is { Role: UserRole.Administrator, DisabledAt: null }
        && _people!.Count(other => other is { Role: UserRole.Administrator, DisabledAt: null }) == 1;

    private string? LastWords(User user) => IsLast(user) ? "The only administrator who may sign in: make somebody else one first" : null;

    private string WordsOf(Invitation invitation) => invitation.UserId is { } known
        ? $"New password of {_people?.FirstOrDefault(user => user.UserId == known)?.Name}"
        : $"{(invitation.Note is { } note ? $"{note}, as" : "As")} {RoleWords.Words(invitation.Role)}";

    private async Task LoadAsync()
    {
        _people = await PagedList.ReadAsync(Directory.ListAsync, Lifetime);
        _invitations = await Invitations.ListAsync(Lifetime);
    }

    private Task InviteAsync() => TryAsync(async actor =>
    {
        Show(await Invitations.InviteAsync(_role, _note, actor, Lifetime), _note.Length > 0 ? _note : "whom you invite");
        _note = "";
    });

    private Task ResetAsync(User user) => TryAsync(async actor => Show(await Invitations.ResetAsync(user.UserId, actor, Lifetime), user.Name));

    private Task ChangeAsync(User user, UserRole? role, bool? disabled) => TryAsync(actor => Directory.ChangeAsync(user.UserId, role, disabled, actor, Lifetime));

    private async Task DisableAsync(User user)
    {
        if (await Confirm.AskAsync($"Disable {user.Name}?", "They are signed out everywhere and cannot sign in. API keys that they made go on working: revoke those by themselves.", "Disable"))
        {
            await ChangeAsync(user, null, true);
        }
    }

    private void Show(CreatedInvitation made, string whom) =>
        (_link, _linkFor) = (new Uri(new Uri(Navigation.BaseUri), InvitationEndpoints.Link(made.Secret)[1..]).ToString(), whom);

    private Task TryAsync(Func<Actor, Task> change) => ActAsync(async actor =>
    {
        await change(actor);
        await LoadAsync();
    });
}
