using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>The rows themselves, a page at a time.</summary>
public sealed partial class RowsTab : LiveComponent
{
    private const int PageSize = 50;
    private const int ShownColumns = 100;
    private const int ShownLetters = 80;

    private IReadOnlyList<string[]>? _rows;
    private long _skip;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public DatasetVersion Version { get; set; } = default!;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync(0);

    private static string Shorten(string value) => value.Length <= ShownLetters ? value : value[..(ShownLetters - 1)] + "…";

    private async Task LoadAsync(long skip)
    {
        _rows = await Datasets.RowsAsync(Version.Dataset, Version.Version, skip, PageSize, Lifetime);
        _skip = skip;
    }
}
