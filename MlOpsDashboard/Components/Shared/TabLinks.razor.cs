using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>The parts of a page. Links, so that the part that is shown stands in the address.</summary>
public sealed partial class TabLinks : ComponentBase
{
    /// <summary>The parts, in their order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<PageTab> Tabs { get; set; } = [];

    /// <summary>The key of the part that is shown.</summary>
    [Parameter, EditorRequired]
    public string Shown { get; set; } = "";

    /// <summary>What the address asks for.</summary>
    [Parameter]
    public string? Asked { get; set; }

    /// <summary>The address of a part.</summary>
    [Parameter, EditorRequired]
    public Func<string, string> Link { get; set; } = key => $"?tab={key}";
}
