using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Controls;

/// <summary>How far something is.</summary>
public sealed partial class ProgressLine : ComponentBase
{
    /// <summary>From 0 to 1.</summary>
    [Parameter, EditorRequired]
    public double Share { get; set; }

    /// <summary>What is under way, for screen readers.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";
}
