using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>A size in a readable unit; the bytes on hover.</summary>
public sealed partial class Bytes : ComponentBase
{
    /// <summary>The size in bytes.</summary>
    [Parameter, EditorRequired]
    public long Value { get; set; }
}
