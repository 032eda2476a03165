using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Which columns has a version, and how do they differ from those of the version before?</summary>
public sealed partial class SchemaTab : LiveComponent
{
    private static readonly IReadOnlyList<TableColumn<ColumnSchema>> s_columns =
    [
        new("name", "Column", column => column.Name) { IsHead = true, CanSort = true },
        new("type", "Type", column => Words.Of(column.Type)) { CanSort = true },
        new("missing", "Missing", column => column.Missing) { IsFigure = true, CanSort = true, GreatestFirst = true },
        new("distinct", "Distinct", column => column.Distinct)
        {
            IsFigure = true,
            CanSort = true,
            GreatestFirst = true,
            Cell = column => builder => builder.AddContent(0, $"{(column.DistinctIsEstimate ? "about " : "")}{Display.Count(column.Distinct)}"),
        },
    ];

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
        _previous = (await Datasets.VersionsAsync(Version.Dataset, new PageQuery(PageQuery.MaxLimit), Lifetime)).Items.FirstOrDefault(one => one.Version < Version.Version);
        _changes = _previous is null ? null : SchemaComparison.Of(_previous.Columns, Version.Columns);
    }
}
