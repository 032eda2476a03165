using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Components.Pages.Deployments;

/// <summary>A roll-out that goes on: its step, what it is held to, and what a person can do.</summary>
public sealed partial class RolloutView : ComponentBase
{
    /// <summary>The roll-out.</summary>
    [Parameter, EditorRequired]
    public Rollout Rollout { get; set; } = default!;

    /// <summary>Whether a change is under way.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Asks for the next step.</summary>
    [Parameter]
    public EventCallback Advance { get; set; }

    /// <summary>Asks for a pause.</summary>
    [Parameter]
    public EventCallback Pause { get; set; }

    /// <summary>Asks for its end.</summary>
    [Parameter]
    public EventCallback Resume { get; set; }

    /// <summary>Asks to end it.</summary>
    [Parameter]
    public EventCallback Abort { get; set; }

    private string Title => $"{Rollout.CandidateId}: {DeploymentWords.Of(Rollout.Strategy)} beside {Rollout.StableId ?? "nothing"}";

    private string Pace => $"{Display.Count(Rollout.Report.CandidateRequests)} of at least {Display.Count(Rollout.Canary!.MinSamples)} requests in this step, "
        + $"which lasts {Rollout.Canary.StepSeconds.ToString("0.##", CultureInfo.InvariantCulture)} s at least"
        + (Rollout.StepSince is { } since && Rollout.State == RolloutState.Running ? $" (until {Display.Moment(since.AddSeconds(Rollout.Canary.StepSeconds))})." : ".");
}
