using Microsoft.AspNetCore.Components;
using Radzen;

namespace MlOpsDashboard.Components.Shared;

/// <summary>The body of the question that <see cref="ConfirmService"/> asks.</summary>
public sealed partial class ConfirmDialog : ComponentBase
{
    /// <summary>What will happen, and what cannot be undone.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>The word on the button that does it.</summary>
    [Parameter, EditorRequired]
    public string Action { get; set; } = "";

    [Inject]
    private DialogService Dialogs { get; set; } = default!;
}
