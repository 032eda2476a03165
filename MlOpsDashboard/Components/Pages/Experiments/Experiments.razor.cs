using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Which experiments are there, and what is the best run of each?</summary>
public sealed partial class Experiments : ListPage
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
    private int _total;

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    private string Subtitle => (State, _rows) switch
    {
        (null, _) or (_, null) => "Every run with what went in and what came out.",
        ({ Text.Length: 0 }, { Count: 0 }) => "Nothing has been trained yet.",
        _ => $"{Display.Count(_rows.Sum(r => r.TotalRuns), "run")} in {Display.Count(_rows.Count, "experiment")}{(_total > _rows.Count ? " on this page" : "")}.",
    };

    /// <inheritdoc/>
    protected override TableState Asked() => TableState.Of("experiments", Navigation.Uri);

    /// <inheritdoc/>
    protected override async Task ReadAsync(TableState state)
    {
        int total = await Queries.CountExperimentsAsync(state.Text, Lifetime);
        Page<ExperimentRow> page = await Queries.ExperimentsAsync(new PageQuery(PageSize, (state.Page - 1) * PageSize) { Find = state.Text }, Lifetime);
        (_rows, _total) = (page.Items, total);
    }

    private Task<IReadOnlyList<ExperimentRow>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Queries.ExperimentsAsync(query with { Find = State!.Text }, token), cancellationToken);
}
