using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring;
using MlOpsDashboard.Core.Monitoring.Shares;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>Is production healthy, is it as good as it was, what changed: live, or over minutes to months.</summary>
public sealed partial class MonitoringPage : LiveComponent
{
    private const int MostMoves = 20;

    // The plan is read from the database each time, which is not for every second.
    private static readonly TimeSpan s_sharesInterval = TimeSpan.FromSeconds(10);

    private static readonly PageQuery s_all = new(PageQuery.MaxLimit);

    private IReadOnlyList<KeyValuePair<string, string>> _models = [];
    private IReadOnlyList<ModelVersion> _production = [];
    private IReadOnlyList<StageEvent> _moves = [];
    private IReadOnlyList<LineSeries> _rates = [];
    private IReadOnlyList<LineSeries> _percentiles = [];
    private IReadOnlyList<LineSeries> _tails = [];
    private IReadOnlyList<LineSeries> _refusals = [];
    private IReadOnlyList<ReferenceLine> _marks = [];
    private string? _noRequests;
    private string? _noAnswers;
    private TrafficReport? _report;
    private TrafficReport? _before;
    private TrafficHealth _health = new("muted", "reading", "Is production healthy?");
    private TrafficShares? _shares;
    private DateTimeOffset _readAt;
    private DateTimeOffset _sharedAt;
    private bool _watching;
    private bool _paused;
    private Exception? _error;

    /// <summary>One model, from the address; none for all.</summary>
    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    /// <summary>The name of the time range, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Range { get; set; }

    [Inject]
    private LiveMetrics Live { get; set; } = default!;

    [Inject]
    private MonitoringQueries Queries { get; set; } = default!;

    [Inject]
    private SharesService Shares { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private bool IsLive => TimeRange.Find(Range) == TimeRange.Live;

    private string? Wanted => string.IsNullOrEmpty(Model) ? null : Model;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await ReadAsync();
        if (RendererInfo.IsInteractive && !_watching)
        {
            _watching = true;
            Watch(Live.Frames.Subscribe(throttle: TimeSpan.FromSeconds(1)), TakeAsync);
        }
    }

    private static string? Figure(double? value) => value is { } number ? Display.Number(number) : null;

    private static string? Before(double? value, string unit) => value is { } number ? $"was {Display.Number(number)} {unit} before" : null;

    private static double PerMinute(TrafficReport report) => report.All.Total.Requests / (report.To - report.From).TotalMinutes;

    private string? Share(long part) => _report!.All.Total.Requests == 0 ? null : Display.Number(100.0 * part / _report.All.Total.Requests);

    private void ChooseModel(string name) => Navigation.NavigateTo(
        $"monitoring?{(name.Length == 0 ? "" : $"model={Uri.EscapeDataString(name)}&")}range={TimeRange.Find(Range).Key}");

    private async Task TogglePause()
    {
        _paused = !_paused;
        if (!_paused)
        {
            await ReadAsync();
        }
    }

    // Stored ranges are read again when a minute has been stored; the live one shows every second.
    private async Task TakeAsync(MetricsFrame frame)
    {
        if (_paused)
        {
            return;
        }

        if (frame.At - _readAt >= TimeSpan.FromMinutes(1))
        {
            await ReadAsync();
        }
        else if (IsLive)
        {
            TrafficReport recent = Live.ReadRecent(Wanted);
            if (frame.At - _sharedAt >= s_sharesInterval)
            {
                await ShareAsync(recent);
            }

            Show(recent);
        }
    }

    private async Task ReadAsync()
    {
        _error = null;
        _readAt = Clock.GetUtcNow();
        TimeRange range = TimeRange.Find(Range);
        MonitoringQuery now = new() { Model = Wanted, From = _readAt - range.Length, To = _readAt };
        try
        {
            await ReadModelsAsync();
            _moves = await Registry.MovesAsync(Wanted, now.From, now.To, Lifetime);
            _before = await Queries.ReadAsync(now with { From = now.From - range.Length, To = now.From }, Lifetime);
            _before = _before.All.Total.Requests == 0 ? null : _before;
            TrafficReport report = IsLive ? Live.ReadRecent(Wanted) : await Queries.ReadAsync(now, Lifetime);
            await ShareAsync(report);
            Show(report);
        }
        catch (InvalidException exception)
        {
            _error = exception;
        }
    }

    private async Task ShareAsync(TrafficReport report)
    {
        _sharedAt = Clock.GetUtcNow();
        _shares = await Shares.CompareAsync(report, Wanted, Lifetime);
    }

    private async Task ReadModelsAsync()
    {
        Page<ModelRow> page = await Registry.ListAsync(s_all, Lifetime);
        _models = [new("", "All models"), .. page.Items.Select(row => KeyValuePair.Create(row.Model.Name, row.Model.Name))];
        _production = [.. page.Items.Where(row => Wanted is null || row.Model.Name == Wanted).Select(row => row.Production).OfType<ModelVersion>()];
    }

    private void Show(TrafficReport report)
    {
        _report = report;
        _health = TrafficHealth.Of(_production, report, TimeRange.Find(Range));
        _rates = TrafficLines.Rates(report);
        _percentiles = TrafficLines.Percentiles(report);
        _tails = TrafficLines.Tails(report);
        _refusals = TrafficLines.Refusals(report);
        _marks = TrafficLines.Marks(_moves);
        _noRequests = report.All.Total.Requests == 0 ? "No request in this time." : null;
        _noAnswers = _noRequests ?? (_tails.Count == 0 ? "No answer in this time." : null);
    }
}
