using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Plain;

/// <summary>What surrounds the pages for those who are not let in yet: a whole document without scripts.</summary>
public sealed partial class PlainPage : ComponentBase
{
    /// <summary>The headline.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Why the last try did not work; null for none.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>What stands below the headline.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
