using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>Says that the address names something that does not exist, where a page shows something else in its place.</summary>
public sealed partial class UnknownName : ComponentBase
{
    /// <summary>What the address says; null or empty where nothing is amiss.</summary>
    [Parameter, EditorRequired]
    public string? Name { get; set; }

    /// <summary>What it should have been, as in <c>model</c>.</summary>
    [Parameter, EditorRequired]
    public string Kind { get; set; } = "";

    /// <summary>What is shown in its place; null for nothing.</summary>
    [Parameter]
    public string? Instead { get; set; }
}
