using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>One station as a card.</summary>
public sealed partial class StationCard : ComponentBase
{
    /// <summary>The station.</summary>
    [Parameter, EditorRequired]
    public Station Station { get; set; } = default!;

    private string ProgressWords => Station.Progress switch
    {
        StationProgress.Done => "(done)",
        StationProgress.Next => "(next step)",
        _ => "(later)",
    };
}
