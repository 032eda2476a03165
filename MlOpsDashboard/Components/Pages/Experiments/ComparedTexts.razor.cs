using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Named texts side by side; those that are all the same are hidden until asked for.</summary>
public sealed partial class ComparedTexts : ComponentBase
{
    private bool _all;

    /// <summary>What the rows are.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The columns: a name and the address that it leads to.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<(string Head, string Address)> Heads { get; set; } = [];

    /// <summary>The rows, those that differ first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ComparedText> Rows { get; set; } = [];

    private string ShowText => Rows.Count - Shown.Count == 1 ? "Show the row that is the same" : $"Show the {Display.Count(Rows.Count - Shown.Count)} rows that are the same";

    private IReadOnlyList<ComparedText> Shown => _all ? Rows : [.. Rows.Where(r => r.Differs)];
}
