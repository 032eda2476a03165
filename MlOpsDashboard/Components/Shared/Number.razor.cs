using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>A number with sensible digits; all of them on hover.</summary>
public sealed partial class Number : ComponentBase
{
    /// <summary>The number. Null and NaN show a dash.</summary>
    [Parameter, EditorRequired]
    public double? Value { get; set; }

    /// <summary>Significant digits.</summary>
    [Parameter]
    public int Digits { get; set; } = 4;

    private string? Exact => Value is { } value && double.IsFinite(value)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : null;
}
