using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MlOpsDashboard.Components.Charts;

/// <summary>
/// The base of all charts. A chart only says what it shows; the base decides whether that is drawn anew, appended, or
/// already there.
/// </summary>
public abstract partial class ChartBase : ComponentBase, IAsyncDisposable
{
    private const int MostPoints = 5000;

    private readonly ChartProgress _progress = new();
    private ElementReference _element;
    private bool _disposed;
    private bool _drawing;
    private bool _drawAgain;
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
    private PlotlyInterop Plotly { get; set; } = default!;

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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await Plotly.PurgeAsync(_element);
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>What the chart shows now.</summary>
    protected abstract ChartPicture Picture();

    /// <summary>A layout with the axes' titles.</summary>
    /// <param name="x">More about the x axis, in Plotly's words.</param>
    /// <param name="y">More about the y axis, in Plotly's words.</param>
    protected Dictionary<string, object> Axes(Dictionary<string, object>? x = null, Dictionary<string, object>? y = null) => new()
    {
        ["xaxis"] = Axis(XTitle, x),
        ["yaxis"] = Axis(YTitle, y),
        ["height"] = Height,
    };

    /// <inheritdoc/>
    protected override void OnParametersSet() => _failed = false;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_failed)
        {
            return;
        }

        // While one state is on its way to the browser, others may come: only the newest of them is drawn.
        if (_drawing)
        {
            _drawAgain = true;
            return;
        }

        _drawing = true;
        try
        {
            do
            {
                _drawAgain = false;
                await DrawAsync(Picture());
            }
            while (_drawAgain && !_disposed);
        }
        finally
        {
            _drawing = false;
        }
    }

    private static Dictionary<string, object> Axis(string? title, Dictionary<string, object>? more)
    {
        Dictionary<string, object> axis = more is null ? [] : new(more);
        if (!string.IsNullOrEmpty(title))
        {
            axis["title"] = new { Text = PlotlyText.Plain(title), Standoff = 8 };
        }

        return axis;
    }

    private async Task DrawAsync(ChartPicture picture)
    {
        try
        {
            // What is hidden has no size to be drawn in: the next picture is drawn whole.
            if (Empty is not null)
            {
                _progress.Reset();
                return;
            }

            ChartStep step = _progress.Next(picture);
            if (step == ChartStep.Extend && await ExtendAsync(picture.Growing.Max(series => series.X.Length)))
            {
                return;
            }

            if (step != ChartStep.Nothing)
            {
                await Plotly.RenderAsync(_element, picture.Traces, picture.Layout);
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
            _disposed = true;
        }
        catch (JSException) when (!_disposed)
        {
            // The rest of the page works without the picture, which is drawn again when its data change.
            _progress.Reset();
            _failed = true;
            StateHasChanged();
        }
    }

    // The browser keeps as many points as the picture has: the oldest of a moving window leave there too.
    private Task<bool> ExtendAsync(int points)
    {
        var update = new
        {
            X = _progress.Tails.Select(tail => tail.X).ToArray(),
            Y = _progress.Tails.Select(tail => tail.Y).ToArray(),
        };
        return Plotly.ExtendAsync(_element, update, [.. Enumerable.Range(0, _progress.Tails.Count)], Math.Min(points, MostPoints));
    }

    private Task DownloadAsync() => Plotly.ToImageAsync(_element, FileName());

    private Task DownloadDataAsync() => Plotly.ToCsvAsync(_element, FileName());

    private string FileName()
    {
        string words = Title ?? YTitle ?? XTitle ?? Kind;
        return string.Concat(words.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
    }
}
