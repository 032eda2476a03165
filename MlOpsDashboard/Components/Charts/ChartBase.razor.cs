using Microsoft.AspNetCore.Components;
using Plotly.Blazor.LayoutLib;
using PlotLayout = Plotly.Blazor.Layout;

namespace MlOpsDashboard.Components.Charts;

/// <summary>The base of all charts. A chart only says what it shows; <see cref="ChartPlot"/> brings that into the page.</summary>
public abstract partial class ChartBase : ComponentBase
{
    private ChartPlot? _plot;
    private bool _loading;
    private bool _loaded;
    private bool _failed;

    /// <summary>A caption above the chart.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>What the x axis shows, with its unit in brackets.</summary>
    [Parameter]
    public string? XTitle { get; set; }

    /// <summary>What the y axis shows, with its unit in brackets.</summary>
    [Parameter]
    public string? YTitle { get; set; }

    /// <summary>The height in CSS pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 280;

    /// <summary>What stands in place of the plot when there is nothing to draw; null when there is.</summary>
    [Parameter]
    public string? Empty { get; set; }

    [Inject]
    private PlotlyInterop Browser { get; set; } = default!;

    /// <summary>The kind of chart in words, for screen readers.</summary>
    protected abstract string Kind { get; }

    private string Description
    {
        get
        {
            string words = string.IsNullOrEmpty(Title) ? Kind : $"{Kind}: {Title}";
            return (XTitle, YTitle) switch
            {
                ({ Length: > 0 } x, { Length: > 0 } y) => $"{words}, {y} by {x}",
                ({ Length: > 0 } x, _) => $"{words}, {x}",
                (_, { Length: > 0 } y) => $"{words}, {y}",
                _ => words,
            };
        }
    }

    /// <summary>What the chart shows now.</summary>
    /// <param name="scene">The place that it is drawn in.</param>
    protected abstract ChartPicture Picture(ChartScene scene);

    /// <summary>A layout with the axes' titles, in the dress of all charts.</summary>
    /// <param name="scene">The place that it is drawn in.</param>
    /// <param name="x">What is special about the x axis.</param>
    /// <param name="y">What is special about the y axis.</param>
    /// <param name="legend">True for a legend below the plot.</param>
    protected PlotLayout Layout(ChartScene scene, XAxis? x = null, YAxis? y = null, bool legend = false)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ChartColours colours = scene.Colours;
        return ChartTheme.Layout(colours, ChartTheme.Dress(x ?? new(), colours, XTitle), ChartTheme.Dress(y ?? new(), colours, YTitle), Height, legend);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _loaded = Browser.IsLoaded;
        // What failed is tried again with the next state.
        _failed = false;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_loading || _loaded || _failed || Empty is not null)
        {
            return;
        }

        _loading = true;
        _failed = !await Browser.LoadAsync();
        _loaded = !_failed;
        _loading = false;
        StateHasChanged();
    }

    // The rest of the page works without the picture.
    private void Fail() => _failed = true;

    private Task DownloadAsync() => _plot!.SaveImageAsync(FileName());

    private Task DownloadDataAsync() => _plot!.SavePointsAsync(FileName());

    private string FileName()
    {
        string words = Title ?? YTitle ?? XTitle ?? Kind;
        return string.Concat(words.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
    }
}
