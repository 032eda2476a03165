using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>A field for the value of a parameter, after its kind: words to choose from, a number, a text.</summary>
public sealed partial class ParameterField : ComponentBase
{
    /// <summary>What the value is for.</summary>
    [Parameter, EditorRequired]
    public Core.Learning.Parameters.Parameter Parameter { get; set; } = default!;

    /// <summary>A number, a word, or null when it is empty.</summary>
    [Parameter]
    public object? Value { get; set; }

    /// <summary>Takes another value.</summary>
    [Parameter]
    public EventCallback<object?> ValueChanged { get; set; }

    /// <summary>The field's name for screen readers.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    private double? Number => Value is null or string ? null : Convert.ToDouble(Value, CultureInfo.InvariantCulture);
}
