using Microsoft.JSInterop;

namespace MlOpsDashboard.Components.Charts;

/// <summary>
/// Speaks to <c>charts.js</c>, which does what Plotly.Blazor has no call for, and is the only class that does. One lives per circuit and
/// loads the module with the first chart. Nothing of it may be called before the page is interactive (that is, from <c>OnAfterRender</c> on).
/// </summary>
/// <param name="runtime">The browser.</param>
public sealed class PlotlyInterop(IJSRuntime runtime) : IAsyncDisposable
{
    // Found in the import map, which gives the fingerprinted address.
    private const string ModulePath = "./charts.js";

    private Task<IJSObjectReference>? _module;

    /// <summary>Whether the chart library is on the page.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Loads the chart library.</summary>
    /// <returns>False when it could not be loaded; the next call tries again.</returns>
    public async Task<bool> LoadAsync()
    {
        try
        {
            IJSObjectReference module = await ModuleAsync();
            await module.InvokeVoidAsync("load");
            IsLoaded = true;
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException)
        {
            return false;
        }

        return IsLoaded;
    }

    /// <summary>Follows size and scheme of an element from now on.</summary>
    /// <param name="id">The element's id.</param>
    /// <param name="plot">Who is told when they change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Size and scheme now; null when the element has left the page.</returns>
    public async Task<ChartScene?> WatchAsync(string id, DotNetObjectReference<ChartPlot> plot, CancellationToken cancellationToken = default)
    {
        IJSObjectReference module = await ModuleAsync();
        return await module.InvokeAsync<ChartScene?>("watch", cancellationToken, id, plot);
    }

    /// <summary>Releases what the browser holds for the plot of an element that is about to go, or gone.</summary>
    /// <param name="id">The element's id.</param>
    public async Task LeaveAsync(string id)
    {
        try
        {
            IJSObjectReference module = await ModuleAsync();
            await module.InvokeVoidAsync("leave", id);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and its plots with it.
            return;
        }
    }

    /// <summary>Saves a plot as a PNG file on the reader's machine.</summary>
    /// <param name="id">The id of its element.</param>
    /// <param name="fileName">The file's name without its ending.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ToImageAsync(string id, string fileName, CancellationToken cancellationToken = default)
    {
        IJSObjectReference module = await ModuleAsync();
        await module.InvokeVoidAsync("toImage", cancellationToken, id, fileName);
    }

    /// <summary>Saves the points that a plot shows as a CSV file on the reader's machine.</summary>
    /// <param name="id">The id of its element.</param>
    /// <param name="fileName">The file's name without its ending.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ToCsvAsync(string id, string fileName, CancellationToken cancellationToken = default)
    {
        IJSObjectReference module = await ModuleAsync();
        await module.InvokeVoidAsync("toCsv", cancellationToken, id, fileName);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_module is not { IsCompletedSuccessfully: true })
        {
            return;
        }

        try
        {
            IJSObjectReference module = await _module;
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The circuit has ended first and took the module along.
            return;
        }
    }

    // A load that failed is not kept, so that the next chart tries again.
    private Task<IJSObjectReference> ModuleAsync() => _module is { IsFaulted: false, IsCanceled: false }
        ? _module
        : _module = runtime.InvokeAsync<IJSObjectReference>("import", ModulePath).AsTask();
}
