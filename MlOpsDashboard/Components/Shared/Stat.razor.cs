using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>One figure with its name.</summary>
public sealed partial class Stat : ComponentBase
{
    /// <summary>What the figure says.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The figure, formatted. Empty shows a dash.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>The figure's unit.</summary>
    [Parameter]
    public string? Unit { get; set; }

    /// <summary>A remark below the figure.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What stands in place of the figure, for instance a badge.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
