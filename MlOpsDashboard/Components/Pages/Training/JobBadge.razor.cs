using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Where a job is in its life.</summary>
public sealed partial class JobBadge : ComponentBase
{
    /// <summary>The state.</summary>
    [Parameter, EditorRequired]
    public TrainingState State { get; set; }

    private string Kind => State switch
    {
        TrainingState.Succeeded => "ok",
        TrainingState.Failed => "error",
        TrainingState.Cancelled => "warn",
        TrainingState.Running => "info",
        _ => "muted",
    };
}
