using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>The forms in which a version can be taken away.</summary>
public sealed partial class VersionFiles : ComponentBase
{
    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;
}
