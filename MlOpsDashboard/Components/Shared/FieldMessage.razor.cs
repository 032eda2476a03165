using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Components.Shared;

/// <summary>What is wrong with one field of a form, in the words of the service.</summary>
public sealed partial class FieldMessage : ComponentBase
{
    /// <summary>What the service said, or null when nothing is wrong.</summary>
    [Parameter, EditorRequired]
    public InvalidException? Errors { get; set; }

    /// <summary>The field's name in the REST contract.</summary>
    [Parameter, EditorRequired]
    public string Field { get; set; } = "";

    private string[] Messages => Errors?.Errors.GetValueOrDefault(Field) ?? [];
}
