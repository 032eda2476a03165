using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MlOpsDashboard.Components.Layout;

/// <summary>Speaks to <c>shell.js</c>, which keeps a reader's preferences. Only from <c>OnAfterRender</c> on.</summary>
/// <param name="runtime">The browser.</param>
public sealed class ShellInterop(IJSRuntime runtime) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    /// <summary>Shows the pages in a scheme, and keeps the choice.</summary>
    /// <param name="scheme">One of <see cref="Preferences.Schemes"/>.</param>
    public async Task ChooseSchemeAsync(string scheme) => await (await ModuleAsync()).InvokeVoidAsync("chooseScheme", scheme);

    /// <summary>Keeps a preference.</summary>
    /// <param name="cookie">Its name.</param>
    /// <param name="value">Its value, a plain word.</param>
    public async Task KeepAsync(string cookie, string value) => await (await ModuleAsync()).InvokeVoidAsync("keep", cookie, value);

    /// <summary>Gives the reader a text as a file.</summary>
    /// <param name="fileName">The file's name.</param>
    /// <param name="text">What is in it.</param>
    public async Task SaveTextAsync(string fileName, string text) => await (await ModuleAsync()).InvokeVoidAsync("saveText", fileName, text);

    /// <summary>Lets Ctrl+K lead to a field from anywhere.</summary>
    /// <param name="field">The field.</param>
    public async Task FocusByShortcutAsync(ElementReference field)
    {
        try
        {
            await (await ModuleAsync()).InvokeVoidAsync("focusByShortcut", field);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    /// <summary>What was entered in a form before its page was lost; null when nothing was, or the page is gone.</summary>
    /// <param name="form">The form.</param>
    public async Task<string?> EntriesAsync(string form)
    {
        try
        {
            return await (await ModuleAsync()).InvokeAsync<string?>("entries", form);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Keeps what is entered in a form for as long as the tab is open.</summary>
    /// <param name="form">The form.</param>
    /// <param name="entries">What is entered; null forgets it.</param>
    public async Task KeepEntriesAsync(string form, string? entries)
    {
        try
        {
            await (await ModuleAsync()).InvokeVoidAsync("keepEntries", form, entries);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone: what was kept before stays.
            return;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is null)
        {
            return;
        }

        try
        {
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The circuit has ended first and took the module along.
            _module = null;
        }
    }

    private async ValueTask<IJSObjectReference> ModuleAsync() =>
        _module ??= await runtime.InvokeAsync<IJSObjectReference>("import", "./shell.js");
}
