using Microsoft.AspNetCore.Components;
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

    /// <summary>The metric that is chosen.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>Called with the metric that is chosen; without it none can be.</summary>
    [Parameter]
    public EventCallback<string> Choose { get; set; }
}
