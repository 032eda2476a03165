using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The state of a run.</summary>
public sealed partial class RunStatusBadge : ComponentBase
{
    /// <summary>The state.</summary>
    [Parameter, EditorRequired]
    public RunStatus Status { get; set; }

    private string Kind => Status switch
    {
        RunStatus.Running => "busy",
        RunStatus.Finished => "ok",
        RunStatus.Failed => "error",
        _ => "muted",
    };
}
