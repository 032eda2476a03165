using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>What there is to say of runs that have something in common: how many, the best of them, and when the latest began.</summary>
public sealed partial class RunGroupNote : ComponentBase
{
    /// <summary>The runs.</summary>
    [Parameter, EditorRequired]
    public RunGroup Group { get; set; } = default!;

    private string? Job => Group.By == RunGrouping.Job ? Group.Key : null;
}
