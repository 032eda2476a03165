using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Which tables are there to learn from?</summary>
public sealed partial class Data : ListPage
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
    private int _total;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    private string Headline => _items is not { Count: > 0 }
        ? "The tables that models learn from."
        : _total == 1 ? $"One data set, {Display.Count(_items[0].Latest.Rows)} rows in its latest version."
        : $"{Display.Count(_total)} data sets.";

    /// <inheritdoc/>
    protected override TableState Asked() => TableState.Of("data", Navigation.Uri);

    /// <inheritdoc/>
    protected override async Task ReadAsync(TableState state)
    {
        int total = await Datasets.CountAsync(state.Text, Lifetime);
        Page<DatasetSummary> page = await Datasets.ListAsync(new PageQuery(PageSize, (state.Page - 1) * PageSize) { Find = state.Text }, Lifetime);
        (_items, _total) = (page.Items, total);
    }

    private Task<IReadOnlyList<DatasetSummary>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Datasets.ListAsync(query with { Find = State!.Text }, token), cancellationToken);

    private Task StoreSampleAsync() => ActAsync(async actor =>
    {
        StoredDataset stored = await Datasets.StoreSampleAsync(actor, Lifetime);
        Navigation.NavigateTo(DataLinks.Version(stored.Version.Dataset, stored.Version.Version));
    });
}
