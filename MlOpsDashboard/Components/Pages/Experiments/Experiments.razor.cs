using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Which experiments are there, and what is the best run of each?</summary>
public sealed partial class Experiments : LiveComponent
{
    private const int PageSize = 50;
    private IReadOnlyList<ExperimentRow>? _rows;
    private bool _next;
    private Exception? _error;

    /// <summary>Which page of the list, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    private int Number => QueryNumber.Page(PageNumber);

    private string Subtitle => _rows switch
    {
        null => "Every run with what went in and what came out.",
        { Count: 0 } => "Nothing has been trained yet.",
        _ => $"{Display.Count(_rows.Sum(r => r.TotalRuns), "run")} in {Display.Count(_rows.Count, "experiment")}{(_next || Number > 1 ? " on this page" : "")}.",
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            Page<ExperimentRow> page = await Queries.ExperimentsAsync(new PageQuery(PageSize, (Number - 1) * PageSize), Lifetime);
            (_rows, _next, _error) = (page.Items, page.NextCursor is not null, null);
        }
        catch (OperationCanceledException) when (Lifetime.IsCancellationRequested)
        {
            // The page was left.
        }
    }
}
