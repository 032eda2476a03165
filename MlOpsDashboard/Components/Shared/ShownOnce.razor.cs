using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>A secret that was just made and is not kept: shown until somebody says that they have copied it.</summary>
public sealed partial class ShownOnce : ComponentBase
{
    /// <summary>The secret, and what it is for.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = default!;

    /// <summary>Called when it may go.</summary>
    [Parameter, EditorRequired]
    public EventCallback Copied { get; set; }
}
