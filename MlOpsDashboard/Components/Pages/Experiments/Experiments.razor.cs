using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Which experiments are there, and what is the best run of each?</summary>
public sealed partial class Experiments : LiveComponent
{
    private const int PageSize = 50;

    private static readonly IReadOnlyList<TableColumn<ExperimentRow>> s_columns =
    [
        new("name", "Experiment", row => row.Experiment.Name) { IsHead = true, Cell = row => Cells.Link(row.Experiment.Name, RunLinks.Experiment(row.Experiment.Name)) },
        new("runs", "Runs", row => row.TotalRuns) { IsFigure = true },
        new("best", "Best run", row => row.Best?.Name) { Cell = row => Cells.Link(row.Best?.Name, row.Best is { } best ? RunLinks.Run(best.RunId) : "") },
        new("metric", "Metric", row => row.Best is { } best ? Names.Metric(best.Metric) : null),
        new("value", "Value", row => row.Best?.Value) { IsFigure = true, Cell = row => Cells.Figure(row.Best?.Value) },
        new("last", "Last run", row => row.LastStartedAt) { Cell = row => Cells.Time(row.LastStartedAt) },
    ];

    private IReadOnlyList<ExperimentRow>? _rows;
    private TableState? _state;
    private int _total;

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // Read so that a change of it reaches the page.
    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "columns")]
    private string? Columns { get; set; }

    private string Subtitle => _rows switch
    {
        null => "Every run with what went in and what came out.",
        { Count: 0 } when _state!.Text.Length == 0 => "Nothing has been trained yet.",
        _ => $"{Display.Count(_rows.Sum(r => r.TotalRuns), "run")} in {Display.Count(_rows.Count, "experiment")}{(_total > _rows.Count ? " on this page" : "")}.",
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        TableState state = TableState.Of("experiments", Navigation.Uri);
        int total = await Queries.CountExperimentsAsync(state.Text, Lifetime);
        Page<ExperimentRow> page = await Queries.ExperimentsAsync(new PageQuery(PageSize, (state.Page - 1) * PageSize) { Find = state.Text }, Lifetime);
        (_state, _rows, _total) = (state, page.Items, total);
    }

    private Task<IReadOnlyList<ExperimentRow>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Queries.ExperimentsAsync(query with { Find = _state!.Text }, token), cancellationToken);
}
