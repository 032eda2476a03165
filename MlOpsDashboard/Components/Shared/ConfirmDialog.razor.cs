using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace MlOpsDashboard.Components.Shared;

/// <summary>The body of the question that <see cref="ConfirmService"/> asks.</summary>
public sealed partial class ConfirmDialog : ComponentBase
{
    /// <summary>The question.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What will happen, and what cannot be undone.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>The word on the button that does it.</summary>
    [Parameter, EditorRequired]
    public string Action { get; set; } = "";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;
}
