using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>A small picture of each column, some at a time however many there are.</summary>
public sealed partial class ProfileTab : LiveComponent
{
    private const int PageSize = 24;

    private DatasetProfile? _profile;
    private string _filter = "";
    private ColumnType? _type;
    private int _skip;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public DatasetVersion Version { get; set; } = default!;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    private IEnumerable<(ColumnType Type, int Count)> Types =>
        _profile!.Columns.GroupBy(column => column.Type).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()));

    private IReadOnlyList<ColumnProfile> Found =>
        [.. _profile!.Columns.Where(column => (_type is null || column.Type == _type) && column.Name.Contains(_filter, StringComparison.OrdinalIgnoreCase))];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() =>
        _profile = await Datasets.ProfileAsync(Version.Dataset, Version.Version, Lifetime);

    private void Filter(string? text) => (_filter, _skip) = (text ?? "", 0);

    private void Choose(ColumnType type) => (_type, _skip) = (_type == type ? null : type, 0);
}
