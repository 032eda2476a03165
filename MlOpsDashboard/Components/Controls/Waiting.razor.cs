using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Controls;

/// <summary>The place of something that is being loaded, as tall as it will be, so that nothing jumps.</summary>
public sealed partial class Waiting : ComponentBase
{
    /// <summary>The height in CSS units.</summary>
    [Parameter, EditorRequired]
    public string Height { get; set; } = "";
}
