using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>The label and the aliases of a version.</summary>
public sealed partial class AliasChips : ComponentBase
{
    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;
}
