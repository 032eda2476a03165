using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MlOpsDashboard.Components.Layout;

/// <summary>Speaks to <c>upload.js</c>, which sends a chosen file by HTTP.</summary>
/// <param name="runtime">The browser.</param>
public sealed class UploadInterop(IJSRuntime runtime) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    /// <summary>Sends the file of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="address">Where to.</param>
    /// <param name="watcher">Told how many bytes are on the way, a few times a second.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    public async Task<UploadAnswer> SendAsync(ElementReference field, string address, IProgress<long> watcher, CancellationToken cancellationToken)
    {
        _module ??= await runtime.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./upload.js");
        using var told = DotNetObjectReference.Create(new Watcher(watcher));
        await using CancellationTokenRegistration stop = cancellationToken.Register(() => _ = StopAsync());
        // The answer comes when the file has been sent, whenever that is.
        return await _module.InvokeAsync<UploadAnswer>("send", CancellationToken.None, field, address, told);
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
            await _module.InvokeVoidAsync("stop");
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and what it sent with it.
            _module = null;
        }
    }

    private async Task StopAsync()
    {
        try
        {
            await _module!.InvokeVoidAsync("stop");
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and what it sent with it.
            return;
        }
    }

    private sealed class Watcher(IProgress<long> progress)
    {
        [JSInvokable]
        public void Report(long bytes) => progress.Report(bytes);
    }
}
