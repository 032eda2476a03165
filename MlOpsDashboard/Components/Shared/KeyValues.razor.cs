using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>Names and what they stand for, in the order given.</summary>
public sealed partial class KeyValues : ComponentBase
{
    /// <summary>The pairs.</summary>
    [Parameter, EditorRequired]
    public IEnumerable<KeyValuePair<string, string>> Items { get; set; } = [];
}
