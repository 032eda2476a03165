using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>The way through a list that the server pages. Links, so that a page of it can be kept and shared.</summary>
public sealed partial class PageLinks : ComponentBase
{
    /// <summary>The page that is shown, from 1.</summary>
    [Parameter, EditorRequired]
    public int Page { get; set; } = 1;

    /// <summary>Whether there is a page behind it.</summary>
    [Parameter, EditorRequired]
    public bool Next { get; set; }

    /// <summary>The address of a page.</summary>
    [Parameter, EditorRequired]
    public Func<int, string> Link { get; set; } = page => $"?page={page}";

    /// <summary>How many pages there are; null when nobody counted.</summary>
    [Parameter]
    public int? Pages { get; set; }

    private string Words => Pages is { } pages ? $"Page {Display.Count(Page)} of {Display.Count(pages)}" : $"Page {Display.Count(Page)}";
}
