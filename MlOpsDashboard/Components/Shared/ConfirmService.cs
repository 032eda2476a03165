using Radzen;

namespace MlOpsDashboard.Components.Shared;

/// <summary>Asks once before something is destroyed.</summary>
/// <param name="dialogs">Shows the question.</param>
public sealed class ConfirmService(DialogService dialogs)
{
    /// <summary>Asks, and answers whether the action was chosen. Escape, a click beside the dialog and Cancel mean no.</summary>
    /// <param name="title">The question: "Delete churn version 3?".</param>
    /// <param name="text">What will happen, and what cannot be undone.</param>
    /// <param name="action">The word on the button that does it: "Delete".</param>
    public async Task<bool> AskAsync(string title, string text, string action)
    {
        var parameters = new Dictionary<string, object?>
        {
            [nameof(ConfirmDialog.Text)] = text,
            [nameof(ConfirmDialog.Action)] = action,
        };
        var options = new DialogOptions { Width = "min(480px, calc(100vw - 32px))", CloseDialogOnOverlayClick = true };
        return await dialogs.OpenAsync<ConfirmDialog>(title, parameters, options) is true;
    }
}
