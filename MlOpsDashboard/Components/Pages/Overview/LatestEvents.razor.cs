using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>What happened last.</summary>
public sealed partial class LatestEvents : ComponentBase
{
    /// <summary>The events, the newest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<OverviewEvent> Events { get; set; } = [];
}
