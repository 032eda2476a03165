using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>Says that a version's stored file is damaged or missing, and what to do; nothing when it is whole.</summary>
public sealed partial class DamageNote : ComponentBase
{
    /// <summary>What is wrong, as the end of a sentence; null when nothing is.</summary>
    [Parameter, EditorRequired]
    public string? Problem { get; set; }

    /// <summary>What mends it, in a sentence.</summary>
    [Parameter, EditorRequired]
    public string Remedy { get; set; } = "";
}
