using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>
/// A text to take along, with a button that copies it. The button needs no circuit: <c>copy.js</c> listens for clicks on
/// elements with <c>data-copy</c>.
/// </summary>
public sealed partial class CopyText : ComponentBase
{
    /// <summary>What is copied.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What the button copies, in words, for screen readers. The text itself when null.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>Characters to show at most, for hashes and identifiers. 0 shows all.</summary>
    [Parameter]
    public int Length { get; set; }

    /// <summary>Whether the button stands alone, because the text is shown elsewhere.</summary>
    [Parameter]
    public bool Bare { get; set; }

    private string Shown => Length > 0 && Text.Length > Length ? Text[..Length] + "…" : Text;
}
