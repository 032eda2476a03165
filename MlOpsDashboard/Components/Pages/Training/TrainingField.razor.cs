using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>A field of the form with its label, a hint, and what is wrong with it.</summary>
public sealed partial class TrainingField : ComponentBase
{
    /// <summary>The field's name in the REST contract.</summary>
    [Parameter, EditorRequired]
    public string Field { get; set; } = "";

    /// <summary>What helps to fill it in.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Whether it takes a whole line.</summary>
    [Parameter]
    public bool Wide { get; set; }

    /// <summary>What is wrong with the form, or null.</summary>
    [Parameter, EditorRequired]
    public InvalidException? Errors { get; set; }

    /// <summary>What is filled in.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = default!;
}
