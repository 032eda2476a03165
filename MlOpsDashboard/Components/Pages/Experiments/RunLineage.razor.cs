using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Where a run came from and what became of it.</summary>
public sealed partial class RunLineage : ComponentBase
{
    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public RunDetails Details { get; set; } = default!;

    /// <summary>What its model was registered as.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ModelVersion> Versions { get; set; } = [];
}
