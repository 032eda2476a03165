using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Controls;

/// <summary>The pages of a long list; nothing where there is one page only.</summary>
public sealed partial class PageTurner : ComponentBase
{
    /// <summary>How many things there are.</summary>
    [Parameter, EditorRequired]
    public long Count { get; set; }

    /// <summary>How many of them are on a page.</summary>
    [Parameter, EditorRequired]
    public int PageSize { get; set; }

    /// <summary>How many stand before those of the page that is shown.</summary>
    [Parameter, EditorRequired]
    public long Skip { get; set; }

    /// <summary>Told how many to skip for the page that was chosen.</summary>
    [Parameter, EditorRequired]
    public EventCallback<long> OnTurn { get; set; }

    /// <summary>What the pages are of, for screen readers.</summary>
    [Parameter]
    public string Label { get; set; } = "Pages of the list";
}
