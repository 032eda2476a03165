using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The state of a run.</summary>
public sealed partial class RunStatusBadge : ComponentBase
{
    /// <summary>The state.</summary>
    [Parameter, EditorRequired]
    public RunStatus Status { get; set; }

    /// <summary>How it ended as a trial of a search; null for other runs.</summary>
    [Parameter]
    public string? Outcome { get; set; }

    // A trial that was given up early has finished as a run, but is no result.
    private bool IsPruned => Status == RunStatus.Finished && PlanWords.Outcomes.Find(Outcome) == TrialOutcome.Pruned;

    private string Kind => Status switch
    {
        RunStatus.Running => "busy",
        RunStatus.Finished => "ok",
        RunStatus.Failed => "error",
        _ => "muted",
    };
}
