using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Controls;

/// <summary>A control with its label above it, and whatever stands below it.</summary>
public sealed partial class Field : ComponentBase
{
    private readonly string _id = FieldIds.Next();
    private FieldLabel _label = new("", "");

    /// <summary>What is to be filled in.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Classes of the page's own.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>One control, and what helps to fill it in.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _label = new FieldLabel(_id, Label);
}
