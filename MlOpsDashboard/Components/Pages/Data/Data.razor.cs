using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Which tables are there to learn from?</summary>
public sealed partial class Data : LiveComponent
{
    private const int PageSize = 25;

    private IReadOnlyList<DatasetSummary>? _items;
    private int _count;
    private long _skip;
    private bool _busy;
    private Exception? _error;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string Headline => _items is not { Count: > 0 }
        ? "The tables that models learn from."
        : _count == 1 ? $"One data set, {Display.Count(_items[0].Latest.Rows)} rows in its latest version."
        : $"{Display.Count(_count)}{(_count > _items.Count ? " or more" : "")} data sets.";

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync(0);

    private async Task LoadAsync(long skip)
    {
        var query = new PageQuery(PageSize, (int)skip);
        Page<DatasetSummary> page = await Datasets.ListAsync(query, Lifetime);
        _items = page.Items;
        _skip = skip;
        _count = query.Offset + page.Items.Count + (page.NextCursor is null ? 0 : 1);
    }

    private async Task StoreSampleAsync()
    {
        _busy = true;
        try
        {
            StoredDataset stored = await Datasets.StoreSampleAsync((await Authentication).User.AsActor(), Lifetime);
            Navigation.NavigateTo(DataLinks.Version(stored.Version.Dataset, stored.Version.Version));
        }
        catch (Exception exception) when (exception is InvalidException or BusyException or ForbiddenException)
        {
            _error = exception;
        }
        finally
        {
            _busy = false;
        }
    }
}
