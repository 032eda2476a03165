using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace MlOpsDashboard.Components.Controls;

/// <summary>Words to type, on one line or on several.</summary>
public sealed partial class TextInput : ControlBase
{
    private const int LongestText = 1_000_000;

    /// <summary>What is typed; told when the field is left or Enter is pressed.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Told of each change.</summary>
    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>How many lines are shown.</summary>
    [Parameter]
    public int Lines { get; set; } = 1;

    /// <summary>The most characters.</summary>
    [Parameter]
    public int MaxLength { get; set; } = LongestText;

    /// <summary>Which keys a phone shows.</summary>
    [Parameter]
    public InputMode InputMode { get; set; } = InputMode.text;

    /// <summary>Whether what is typed is hidden.</summary>
    [Parameter]
    public bool Secret { get; set; }
}
