using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MlOpsDashboard.Components.Charts;

/// <summary>
/// Speaks to <c>charts.js</c>, and is the only class that does. One lives per circuit and loads the module with the
/// first chart. Nothing of it may be called before the page is interactive (that is, from <c>OnAfterRender</c> on).
/// </summary>
/// <param name="runtime">The browser.</param>
public sealed class PlotlyInterop(IJSRuntime runtime) : IAsyncDisposable
{
    // Found in the import map, which gives the fingerprinted address.
    private const string ModulePath = "./charts.js";

    private Task<IJSObjectReference>? _module;

    /// <summary>Draws a chart into the element, or brings the chart that is there to the new state.</summary>
    /// <param name="element">An element of the page with a height of its own.</param>
    /// <param name="traces">Plotly traces; their members are written in camel case, and gaps are NaN or null.</param>
    /// <param name="layout">Plotly layout, laid over the fonts and colours of the scheme.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RenderAsync(
        ElementReference element, IReadOnlyList<object> traces, object layout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(traces);
        ArgumentNullException.ThrowIfNull(layout);
        var module = await ModuleAsync();
        await module.InvokeVoidAsync(
            "render", cancellationToken, element, PlotlyJson.Write(traces), PlotlyJson.Write(layout));
    }

    /// <summary>Appends points to traces that are drawn already.</summary>
    /// <param name="element">The element of the chart.</param>
    /// <param name="update">Per attribute one list for each trace, as in <c>{ x: [[1], [1]], y: [[3], [4]] }</c>.</param>
    /// <param name="traces">The positions of these traces in the chart.</param>
    /// <param name="maxPoints">How many of the newest points each of them keeps.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the element has no chart, which then has to be rendered.</returns>
    public async Task<bool> ExtendAsync(
        ElementReference element,
        object update,
        IReadOnlyList<int> traces,
        int maxPoints,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        var module = await ModuleAsync();
        return await module.InvokeAsync<bool>(
            "extend", cancellationToken, element, PlotlyJson.Write(update), traces, maxPoints);
    }

    /// <summary>Releases the chart of an element that is about to go.</summary>
    /// <param name="element">The element of the chart.</param>
    public async Task PurgeAsync(ElementReference element)
    {
        if (_module is null)
        {
            return;
        }

        try
        {
            var module = await _module;
            await module.InvokeVoidAsync("purge", element);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its charts with it.
            return;
        }
    }

    /// <summary>Fits the chart to its element; needed only where the size changes without the browser noticing.</summary>
    /// <param name="element">The element of the chart.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ResizeAsync(ElementReference element, CancellationToken cancellationToken = default)
    {
        var module = await ModuleAsync();
        await module.InvokeVoidAsync("resize", cancellationToken, element);
    }

    /// <summary>Saves the chart as a PNG file on the reader's machine.</summary>
    /// <param name="element">The element of the chart.</param>
    /// <param name="fileName">The file's name without its ending.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ToImageAsync(ElementReference element, string fileName, CancellationToken cancellationToken = default)
    {
        var module = await ModuleAsync();
        await module.InvokeVoidAsync("toImage", cancellationToken, element, fileName);
    }

    /// <summary>Saves the points that a chart shows as a CSV file on the reader's machine.</summary>
    /// <param name="element">The element of the chart.</param>
    /// <param name="fileName">The file's name without its ending.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ToCsvAsync(ElementReference element, string fileName, CancellationToken cancellationToken = default)
    {
        var module = await ModuleAsync();
        await module.InvokeVoidAsync("toCsv", cancellationToken, element, fileName);
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
            var module = await _module;
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
