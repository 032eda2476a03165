using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Plotly.Blazor.ConfigLib;
using Plotly.Blazor.Traces;

namespace MlOpsDashboard.Components.Charts;

/// <summary>
/// The plot of a chart: Plotly.Blazor's component, drawn when our charts have something new, and the one place that knows what the package
/// leaves undone.
/// </summary>
/// <remarks>
/// What it leaves undone: new parameters change neither the plot nor the attributes of its element; what cannot be drawn ends the circuit;
/// a call that is lost with the connection is waited for without end, and the release of a plot that never stood for a minute; points
/// sent before the plot stands, and updates with nested objects by <c>Restyle</c> and <c>Relayout</c>, throw; each call is a drawing,
/// however many come in a second; what is disposed of after its element has left the page is not released there. It loads its script as soon as it is made, by an address that browsers do not keep,
/// forgets no failure of that, and is stuck when a plot is left meanwhile: <see cref="ChartBase"/> shows it only once the script is there.
/// </remarks>
public sealed partial class ChartPlot : IAsyncDisposable
{
    private const int MostPoints = 5000;
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_jitter = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private DotNetObjectReference<ChartPlot>? _self;
    private ChartScene? _scene;
    private ChartProgress _progress = new();
    private ITimer? _due;
    private TimeSpan _next;
    private bool _stands;
    private bool _drawing;
    private bool _drawAgain;
    private bool _left;

    /// <summary>What is to be seen.</summary>
    [Parameter, EditorRequired]
    public Func<ChartScene, ChartPicture> Picture { get; set; } = default!;

    /// <summary>The plot in words, for screen readers.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The height in CSS pixels until the first picture tells its own.</summary>
    [Parameter, EditorRequired]
    public int Height { get; set; }

    /// <summary>Called when the plot cannot be drawn. Another one has to take its place.</summary>
    [Parameter]
    public EventCallback Failed { get; set; }

    [Inject]
    private PlotlyInterop Browser { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>Called by the browser: another scheme, or another width.</summary>
    /// <param name="scene">The place as it is now.</param>
    [JSInvokable]
    public void ChangeScene(ChartScene scene)
    {
        _scene = scene;
        StateHasChanged();
    }

    /// <summary>Saves the plot as a PNG file on the reader's machine.</summary>
    /// <param name="fileName">The file's name without its ending.</param>
    public Task SaveImageAsync(string fileName) => Browser.ToImageAsync(Id, fileName);

    /// <summary>Saves the points as a CSV file on the reader's machine.</summary>
    /// <param name="fileName">The file's name without its ending.</param>
    public Task SavePointsAsync(string fileName) => Browser.ToCsvAsync(Id, fileName);

    /// <inheritdoc/>
    public new async ValueTask DisposeAsync()
    {
        _left = true;
        _due?.Dispose();
        _self?.Dispose();
        if (_scene is not null)
        {
            await Browser.LeaveAsync(Id);
        }

        // One that never stood has nothing in the browser to be released: the package would wait for its script for a minute.
        Task released = base.DisposeAsync().AsTask();
        if (_stands)
        {
            await released;
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        UseBasicVersion = true;
        // The one button that readers asked for, the download, is the page's own.
        Config = new() { DisplayModeBar = DisplayModeBarEnum.False, Responsive = false };
        base.OnInitialized();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => true;

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => UpdateAsync();

    private async Task UpdateAsync()
    {
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
                await DrawAsync();
            }
            while (_drawAgain && !_left);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
            _left = true;
        }
        catch (Exception exception) when (exception is JSException or OperationCanceledException)
        {
            // Whoever has left does not miss the drawing.
            await (_left ? Task.CompletedTask : Failed.InvokeAsync());
        }
        finally
        {
            _drawing = false;
        }
    }

    private async Task DrawAsync()
    {
        using var patience = new CancellationTokenSource(s_patience, Clock);
        try
        {
            await DrawAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // Lost with the connection, or its answer was: nobody knows what the plot shows now, so it is drawn whole.
            _progress = new();
            _drawAgain = true;
        }
    }

    private async Task DrawAsync(CancellationToken cancellationToken)
    {
        _self ??= DotNetObjectReference.Create(this);
        if (_scene is null)
        {
            _scene = await Browser.WatchAsync(Id, _self, cancellationToken);
            if (_left)
            {
                await Browser.LeaveAsync(Id);
            }
        }

        if (_scene is null || _left)
        {
            return;
        }

        ChartPicture picture = Picture(_scene);
        ChartStep step = _progress.Compare(picture);
        if (step == ChartStep.Render)
        {
            _progress.Keep(picture);
            Pace();
            await ShowAsync(picture, cancellationToken);
        }
        else if (step == ChartStep.Extend && IsDue())
        {
            _progress.Keep(picture);
            Pace();
            await AppendAsync(picture.Lines.Max(line => line.X.Length), cancellationToken);
        }
    }

    private async Task ShowAsync(ChartPicture picture, CancellationToken cancellationToken)
    {
        decimal? height = Layout.Height;
        (Layout, Data) = (picture.Layout, [.. picture.Traces]);
        picture.Fill();
        try
        {
            await (_stands ? React(cancellationToken) : NewPlot(cancellationToken));
        }
        finally
        {
            picture.Clear();
        }

        _stands = true;
        if (Layout.Height != height)
        {
            StateHasChanged();
        }
    }

    // The browser keeps as many points as the picture has: the oldest of a moving window leave there too.
    private Task AppendAsync(int points, CancellationToken cancellationToken)
    {
        IReadOnlyList<LineSeries> tails = _progress.Tails;
        // The package keeps what it appends; the picture has it already.
        Data = [.. tails.Select(_ => new Scatter { X = [], Y = [] })];
        return ExtendTraces(
            tails.Select(tail => PlotlyNumber.All(tail.X)),
            tails.Select(tail => PlotlyNumber.All(tail.Y)),
            Enumerable.Range(0, tails.Count),
            Math.Min(points, MostPoints),
            cancellationToken);
    }

    private TimeSpan Now() => Clock.GetElapsedTime(0);

    private void Pace() => _next = s_second + (Now() > _next ? Now() : _next);

    // Points are appended once a second, and what comes in between is gathered. What comes each second does not always come to the
    // millisecond: a little early is early enough, and makes the next one no earlier.
    private bool IsDue()
    {
        TimeSpan rest = _next - Now();
        if (rest <= s_jitter)
        {
            return true;
        }

        _due ??= Clock.CreateTimer(_ => _ = InvokeAsync(UpdateAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _due.Change(rest, Timeout.InfiniteTimeSpan);
        return false;
    }
}
