using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>Names and what they stand for, in the order given. Numbers with many digits are shortened; all of them on hover.</summary>
public sealed partial class KeyValues : ComponentBase
{
    /// <summary>The pairs.</summary>
    [Parameter, EditorRequired]
    public IEnumerable<KeyValuePair<string, string>> Items { get; set; } = [];

    private static string? Full(string? value) => string.IsNullOrEmpty(value) || ShortFigures.In(value) == value ? null : value;
}
