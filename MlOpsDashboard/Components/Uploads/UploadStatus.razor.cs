using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Uploads;

/// <summary>How far an upload is, and the button that stops it.</summary>
public sealed partial class UploadStatus : ComponentBase
{
    /// <summary>How far it is.</summary>
    [Parameter, EditorRequired]
    public UploadProgress Progress { get; set; } = default!;

    /// <summary>Called to stop it.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }
}
