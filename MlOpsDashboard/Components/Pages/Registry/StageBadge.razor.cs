using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>How far a version has come.</summary>
public sealed partial class StageBadge : ComponentBase
{
    /// <summary>The stage.</summary>
    [Parameter, EditorRequired]
    public ModelStage Stage { get; set; }

    private string Kind => Stage switch
    {
        ModelStage.Production => "ok",
        ModelStage.Staging => "info",
        _ => "muted",
    };
}
