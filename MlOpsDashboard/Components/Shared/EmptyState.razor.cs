using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>What stands where there is nothing yet: one sentence that teaches, one button, one picture at most.</summary>
public sealed partial class EmptyState : ComponentBase
{
    /// <summary>A picture, by a name of <see cref="Controls.AppIcons"/>.</summary>
    [Parameter]
    public string? Icon { get; set; }

    /// <summary>What is not there.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What would be there, and how it gets there.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <summary>The one next step.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
