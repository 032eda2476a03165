using MudBlazor;

namespace MlOpsDashboard.Components.Shared;

/// <summary>Asks once before something is destroyed.</summary>
/// <param name="dialogs">Shows the question.</param>
public sealed class ConfirmService(IDialogService dialogs)
{
    /// <summary>Asks, and answers whether the action was chosen. Escape, a click beside the dialog and Cancel mean no.</summary>
    /// <param name="title">The question: "Delete churn version 3?".</param>
    /// <param name="text">What will happen, and what cannot be undone.</param>
    /// <param name="action">The word on the button that does it: "Delete".</param>
    public async Task<bool> AskAsync(string title, string text, string action)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Text, text },
            { dialog => dialog.Action, action },
        };
        IDialogReference shown = await dialogs.ShowAsync<ConfirmDialog>(title, parameters);
        return await shown.Result is { Canceled: false };
    }
}
