using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Which versions are there?</summary>
public sealed partial class VersionsTab : ListPage
{
    private const int PageSize = 50;

    private IReadOnlyList<TableColumn<DatasetVersion>> _columns = [];
    private IReadOnlyList<DatasetVersion>? _versions;
    private int _total;

    /// <summary>The version shown.</summary>
    [Parameter, EditorRequired]
    public DatasetVersion Version { get; set; } = default!;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _columns =
    [
        new("version", "Version", one => $"version {one.Version}{(one.Version == Version.Version ? " (shown)" : "")}")
        {
            IsHead = true,
            Cell = one => one.Version == Version.Version ? Text($"version {one.Version} (shown)") : Cells.Link($"version {one.Version}", DataLinks.Version(one.Dataset, one.Version)),
        },
        new("rows", "Rows", one => one.Rows) { IsFigure = true },
        new("columns", "Columns", one => one.Columns.Count) { IsFigure = true },
        new("source", "From", one => one.Source),
        new("created_at", "Stored", one => one.CreatedAt) { Cell = one => Cells.Time(one.CreatedAt) },
        new("created_by", "By", one => one.CreatedBy),
        new("sha256", "SHA-256", one => one.Sha256) { IsUsual = false, Cell = one => Cells.Component<CopyText>(nameof(CopyText.Text), one.Sha256) },
    ];

    /// <inheritdoc/>
    protected override TableState Asked() => TableState.Of(DataLinks.Version(Version.Dataset, Version.Version, "versions"), Navigation.Uri);

    /// <inheritdoc/>
    protected override async Task ReadAsync(TableState state)
    {
        int total = await Datasets.CountVersionsAsync(Version.Dataset, Lifetime);
        Page<DatasetVersion> page = await Datasets.VersionsAsync(Version.Dataset, new PageQuery(PageSize, (state.Page - 1) * PageSize), Lifetime);
        (_versions, _total) = (page.Items, total);
    }

    private static RenderFragment Text(string words) => builder => builder.AddContent(0, words);

    private Task<IReadOnlyList<DatasetVersion>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Datasets.VersionsAsync(Version.Dataset, query, token), cancellationToken);
}
