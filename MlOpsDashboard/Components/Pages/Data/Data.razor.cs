using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Which tables are there to learn from?</summary>
public sealed partial class Data : LiveComponent
{
    private const int PageSize = 25;

    private static readonly IReadOnlyList<TableColumn<DatasetSummary>> s_columns =
    [
        new("name", "Name", item => item.Latest.Dataset) { IsHead = true, Cell = item => Cells.Link(item.Latest.Dataset, DataLinks.Version(item.Latest.Dataset)) },
        new("description", "Description", item => item.Latest.Description) { IsUsual = false },
        new("version", "Latest", item => item.Latest.Version) { Cell = item => builder => builder.AddContent(0, $"version {item.Latest.Version}") },
        new("rows", "Rows", item => item.Latest.Rows) { IsFigure = true },
        new("columns", "Columns", item => item.Latest.Columns.Count) { IsFigure = true },
        new("target", "Target", item => item.Latest.Target),
        new("bytes", "All versions", item => item.Bytes) { IsFigure = true, Cell = item => Cells.Component<Bytes>(nameof(Bytes.Value), item.Bytes) },
        new("created_at", "Stored", item => item.Latest.CreatedAt) { Cell = item => Cells.Time(item.Latest.CreatedAt) },
    ];

    private IReadOnlyList<DatasetSummary>? _items;
    private TableState? _state;
    private int _total;
    private bool _busy;
    private Exception? _error;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    // Read so that a change of it reaches the page.
    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "columns")]
    private string? Columns { get; set; }

    private string Headline => _items is not { Count: > 0 }
        ? "The tables that models learn from."
        : _total == 1 ? $"One data set, {Display.Count(_items[0].Latest.Rows)} rows in its latest version."
        : $"{Display.Count(_total)} data sets.";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        TableState state = TableState.Of("data", Navigation.Uri);
        int total = await Datasets.CountAsync(state.Text, Lifetime);
        Page<DatasetSummary> page = await Datasets.ListAsync(new PageQuery(PageSize, (state.Page - 1) * PageSize) { Find = state.Text }, Lifetime);
        (_state, _items, _total) = (state, page.Items, total);
    }

    private Task<IReadOnlyList<DatasetSummary>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Datasets.ListAsync(query with { Find = _state!.Text }, token), cancellationToken);

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
