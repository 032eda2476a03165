using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>What needs a person, each with its evidence and one button.</summary>
public sealed partial class AttentionList : ComponentBase
{
    /// <summary>What there is, the most pressing first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<AttentionItem> Items { get; set; } = [];
}
