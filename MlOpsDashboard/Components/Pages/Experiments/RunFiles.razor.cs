using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The files that a run left behind, to download.</summary>
public sealed partial class RunFiles : ComponentBase
{
    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public string RunId { get; set; } = "";

    /// <summary>Its files.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<RunArtifact> Artifacts { get; set; } = [];
}
