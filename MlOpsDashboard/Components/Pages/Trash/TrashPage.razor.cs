using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage.Trash;

namespace MlOpsDashboard.Components.Pages.Trash;

/// <summary>What was deleted, what of it can come back, and how much room would be won without it?</summary>
public sealed partial class TrashPage : ActingComponent
{
    private const int PageSize = 50;
    private TrashContent? _content;
    private bool _mayEmpty;
    private string? _done;

    /// <summary>Which page of the list, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [Inject]
    private TrashService Trash { get; set; } = default!;

    [Inject]
    private IOptions<TrashOptions> Options { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Reader { get; set; } = default!;

    [Inject]
    private IAuthorizationService Authorization { get; set; } = default!;

    private int Number => QueryNumber.Page(PageNumber);

    private IEnumerable<TrashItem> Shown => _content!.Items.Skip((Number - 1) * PageSize).Take(PageSize);

    private string Retention => Options.Value.RetentionDays == 0
        ? "Nothing is removed by itself."
        : $"What is older than {Options.Value.RetentionDays} days is removed by itself.";

    private string Subtitle => _content is null or { Items.Count: 0 }
        ? Retention
        : $"{Things(_content.Items.Count)}; emptying frees {Display.Bytes(_content.FreeableBytes)}. {Retention}";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        AuthenticationState state = await Reader;
        _mayEmpty = (await Authorization.AuthorizeAsync(state.User, AccessPolicies.Administrator)).Succeeded;
        _content = await Trash.ListAsync(Lifetime);
    }

    private static string Things(int count) => count == 1 ? "1 thing" : $"{Display.Count(count)} things";

    private Task RestoreAsync(TrashItem item) => DoAsync(async actor =>
    {
        await Trash.RestoreAsync(item.Kind, item.Id, actor, Lifetime);
        return $"{item.Name} is restored.";
    });

    private async Task EmptyAsync()
    {
        string text = $"It removes {Things(_content!.Items.Count)} for good and frees {Display.Bytes(_content.FreeableBytes)}. This cannot be undone.";
        if (await Confirm.AskAsync("Empty the trash?", text, "Empty"))
        {
            await DoAsync(async actor =>
            {
                TrashEmptied emptied = await Trash.EmptyAsync(actor, CancellationToken.None);
                return $"Removed {Things(emptied.Items)} for good: {Display.Bytes(emptied.FreedBytes)} freed.";
            });
        }
    }

    private Task DoAsync(Func<Actor, Task<string>> action)
    {
        _done = null;
        return ActAsync(async actor =>
        {
            _done = await action(actor);
            _content = await Trash.ListAsync(Lifetime);
        });
    }
}
