using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Components.Pages.Deployments;

/// <summary>What happened to a roll-out, the latest first.</summary>
public sealed partial class RolloutTimeline : ComponentBase
{
    /// <summary>What happened, the earliest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<RolloutEvent> Events { get; set; } = [];

    /// <summary>Why it was asked for.</summary>
    [Parameter]
    public string? Comment { get; set; }
}
