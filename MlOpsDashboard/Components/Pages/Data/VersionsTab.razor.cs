using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Which versions are there, and how did the columns change?</summary>
public sealed partial class VersionsTab : LiveComponent
{
    private const int PageSize = 20;

    private IReadOnlyList<DatasetVersion>? _versions;
    private int _count;
    private long _skip;
    private DatasetVersion? _previous;
    private SchemaComparison? _changes;

    /// <summary>The version shown.</summary>
    [Parameter, EditorRequired]
    public DatasetVersion Version { get; set; } = default!;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync(0);
        _previous = _versions!.FirstOrDefault(one => one.Version < Version.Version);
        _changes = _previous is null ? null : SchemaComparison.Of(_previous.Columns, Version.Columns);
    }

    private async Task LoadAsync(long skip)
    {
        var query = new PageQuery(PageSize, (int)skip);
        Page<DatasetVersion> page = await Datasets.VersionsAsync(Version.Dataset, query, Lifetime);
        _versions = page.Items;
        _skip = skip;
        _count = query.Offset + page.Items.Count + (page.NextCursor is null ? 0 : 1);
    }
}
