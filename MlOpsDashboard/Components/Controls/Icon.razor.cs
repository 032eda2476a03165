using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Controls;

/// <summary>A picture of one colour beside words; it says nothing to screen readers.</summary>
public sealed partial class Icon : ComponentBase
{
    /// <summary>A name of <see cref="AppIcons"/>.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Classes of the page's own.</summary>
    [Parameter]
    public string? Class { get; set; }
}
