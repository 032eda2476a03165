using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Metrics side by side, the best of each marked.</summary>
public sealed partial class ComparedNumbers : ComponentBase
{
    /// <summary>The columns: a name and the address that it leads to.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<(string Head, string Address)> Heads { get; set; } = [];

    /// <summary>The rows.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ComparedNumber> Rows { get; set; } = [];

    /// <summary>Whether all of them were measured on the same data: else none of them is the best.</summary>
    [Parameter]
    public bool SameData { get; set; } = true;

    /// <summary>The metric that is chosen.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>Called with the metric that is chosen; without it none can be.</summary>
    [Parameter]
    public EventCallback<string> Choose { get; set; }

    // What differs comes first.
    private IEnumerable<ComparedNumber> Ordered =>
        Rows.Where(row => FinalMetrics.Has(row.Key)).OrderByDescending(row => row.Values.Distinct().Skip(1).Any());

    // Whether more is better is known of the catalogue's metrics only, and nothing is better than its like.
    private bool IsBest(ComparedNumber row, int index) =>
        SameData && index == row.Best && MetricCatalog.Find(row.Key) is not null && row.Values.Distinct().Skip(1).Any();
}
