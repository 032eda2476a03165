using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>Makes a live page stand still, and go on.</summary>
public sealed partial class PauseButton : ComponentBase
{
    /// <summary>Whether the page stands still.</summary>
    [Parameter, EditorRequired]
    public bool Paused { get; set; }

    /// <summary>How many new things wait to be shown; 0 when that is not counted.</summary>
    [Parameter]
    public int Waiting { get; set; }

    /// <summary>The reader wants it the other way.</summary>
    [Parameter]
    public EventCallback OnToggle { get; set; }

    private string Words => !Paused ? "Pause" : Waiting == 0 ? "Go on" : $"Go on ({Display.Count(Waiting)} new)";
}
