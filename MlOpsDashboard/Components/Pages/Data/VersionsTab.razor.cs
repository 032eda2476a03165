using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Which versions are there?</summary>
public sealed partial class VersionsTab : LiveComponent
{
    private const int PageSize = 50;

    private IReadOnlyList<TableColumn<DatasetVersion>> _columns = [];
    private IReadOnlyList<DatasetVersion>? _versions;
    private TableState _state = new() { Path = "" };
    private int _total;

    /// <summary>The version shown.</summary>
    [Parameter, EditorRequired]
    public DatasetVersion Version { get; set; } = default!;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // Read so that a change of it reaches the list.
    [SupplyParameterFromQuery(Name = TableState.PageNumber)]
    private string? PageWanted { get; set; }

    [SupplyParameterFromQuery(Name = TableState.Shown)]
    private string? ColumnsWanted { get; set; }

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
        new("sha256", "SHA-256", one => one.Sha256) { Cell = one => Cells.Component<CopyText>(nameof(CopyText.Text), one.Sha256) },
    ];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        TableState state = TableState.Of(DataLinks.Version(Version.Dataset, Version.Version, "versions"), Navigation.Uri);
        try
        {
            int total = await Datasets.CountVersionsAsync(Version.Dataset, Lifetime);
            Page<DatasetVersion> page = await Datasets.VersionsAsync(Version.Dataset, new PageQuery(PageSize, (state.Page - 1) * PageSize), Lifetime);
            (_state, _versions, _total) = (state, page.Items, total);
        }
        catch (OperationCanceledException) when (Lifetime.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private static RenderFragment Text(string words) => builder => builder.AddContent(0, words);

    private Task<IReadOnlyList<DatasetVersion>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Datasets.VersionsAsync(Version.Dataset, query, token), cancellationToken);
}
