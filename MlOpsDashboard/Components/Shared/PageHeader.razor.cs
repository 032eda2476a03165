using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>The headline of a page: what it is, the question that it answers, and what can be done.</summary>
public sealed partial class PageHeader : ComponentBase
{
    /// <summary>The page's name; also the title of the browser's tab.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>One sentence that answers the page's question.</summary>
    [Parameter]
    public string? Subtitle { get; set; }

    /// <summary>The pages above this one, the outermost first: what each is called, and its address.</summary>
    [Parameter]
    public IReadOnlyList<(string Text, string Address)> Trail { get; set; } = [];

    /// <summary>The state of what the page is about, beside its name.</summary>
    [Parameter]
    public RenderFragment? Mark { get; set; }

    /// <summary>The page's actions, at most one of them primary.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
