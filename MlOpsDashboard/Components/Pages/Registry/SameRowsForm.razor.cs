using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Comparisons;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Which rows shall versions answer to be compared?</summary>
public sealed partial class SameRowsForm : ActingComponent
{
    private const int Shown = 5;

    private IReadOnlyList<string> _datasets = [];
    private IReadOnlyList<string> _columns = [];
    private IReadOnlyList<Comparison> _earlier = [];
    private string? _dataset;
    private IEnumerable<string>? _segments;

    /// <summary>The versions; the others are compared with the first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ModelVersion> Versions { get; set; } = [];

    [Inject]
    private ComparisonService Comparisons { get; set; } = default!;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Page<DatasetSummary> page = await Datasets.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
        _datasets = [.. page.Items.Select(summary => summary.Latest.Dataset)];
        Page<Comparison> comparisons = await Comparisons.ListAsync(new PageQuery(), Lifetime);
        string[] ids = [.. Versions.Select(version => version.ModelId)];
        _earlier = [.. comparisons.Items.Where(one => one.ModelIds.Intersect(ids).Count() > 1).Take(Shown)];
        await ChooseAsync(_datasets.FirstOrDefault(name => name == Versions[0].DatasetName) ?? (_datasets.Count > 0 ? _datasets[0] : null));
    }

    private async Task ChooseAsync(string? dataset)
    {
        (_dataset, _segments) = (dataset, null);
        if (dataset is not null)
        {
            DatasetVersion latest = await Datasets.GetAsync(dataset, null, Lifetime);
            _columns = [.. latest.Columns.Where(column => column.Type is ColumnType.Categorical or ColumnType.Boolean).Select(column => column.Name)];
        }
    }

    private async Task StartAsync()
    {
        string? started = null;
        await ActAsync(async actor => started = (await Comparisons.StartAsync(
            new ComparisonRequest { ModelIds = [.. Versions.Select(version => version.ModelId)], Dataset = _dataset!, Segments = [.. _segments ?? []] }, actor, Lifetime)).Id);
        if (started is not null)
        {
            Navigation.NavigateTo(ModelLinks.Comparison(started));
        }
    }
}
