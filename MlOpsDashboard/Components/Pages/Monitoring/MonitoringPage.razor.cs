using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Shares;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>Is production healthy, is it as good as it was, what changed: live, or over minutes to months.</summary>
public sealed partial class MonitoringPage : LiveComponent
{
    // The plan is read from the database each time, which is not for every second.
    private static readonly TimeSpan s_sharesInterval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly PageQuery s_all = new(PageQuery.MaxLimit);

    private IReadOnlyList<KeyValuePair<string, string>> _models = [];
    private IReadOnlyList<ModelVersion> _production = [];
    private IReadOnlyList<StageEvent> _moves = [];
    private IReadOnlyList<LineSeries> _rates = [];
    private IReadOnlyList<LineSeries> _percentiles = [];
    private IReadOnlyList<LineSeries> _tails = [];
    private IReadOnlyList<LineSeries> _refusals = [];
    private IReadOnlyList<ReferenceLine> _marks = [];
    private IReadOnlyList<VersionQuality> _judged = [];
    private IReadOnlyList<(string Title, IReadOnlyList<LineSeries> Lines)> _quality = [];
    private IReadOnlyList<ModelShares> _apart = [];
    private string? _noAnswers;
    private TrafficReport? _report;
    private TrafficReport? _before;
    private TrafficHealth _health = new("muted", "reading", "Is production healthy?");
    private TrafficShares? _shares;
    private DateTimeOffset _readAt;
    private DateTimeOffset _sharedAt;
    private DateTimeOffset _judgedAt;
    private (string? Model, string? Range)? _judgedFor;
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
    private QualityService Quality { get; set; } = default!;

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

    private static string? Before(string? figure) => figure is null ? null : $"was {figure} before";

    private static string? Before(double? milliseconds) => Before(milliseconds is null ? null : Display.Milliseconds(milliseconds));

    private static double PerMinute(TrafficReport report) => report.All.Total.Requests / (report.To - report.From).TotalMinutes;

    private string? Share(long part) => _report!.All.Total.Requests == 0 ? null : Display.Number(100.0 * part / _report.All.Total.Requests, 3);

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

    // The live range shows every second; the others are read again from time to time.
    private async Task TakeAsync(MetricsFrame frame)
    {
        if (_paused)
        {
            return;
        }

        if (frame.At - _readAt >= (!IsLive && TimeRange.Find(Range).Length <= s_day ? s_pace : s_minute))
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
            await JudgeAsync(now);
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
        // Where all went where it was meant to go, a sentence says so.
        _apart = [.. _shares.Models.Where(model => model.Verdict == ShareVerdict.Differs || model.Versions.Count > 1)];
    }

    // Labels come late: the last minutes have none, so at least a day is looked at.
    private async Task JudgeAsync(MonitoringQuery now)
    {
        // Judging reads thousands of labels: not for every look.
        if (_judgedFor == (Wanted, Range) && now.To - _judgedAt < s_minute)
        {
            return;
        }

        (_judgedFor, _judgedAt) = ((Wanted, Range), now.To);
        TimeSpan length = now.To - now.From;
        DateTimeOffset from = length < s_day ? now.To - s_day : now.From;
        _judged = await Quality.ReadAsync(now with { From = from }, Lifetime);
        // Accuracy and an error have no axis in common, and a single point makes no line.
        _quality =
        [
            .. _judged.Where(version => version.Series.Count > 1).GroupBy(QualityName)
                .Select(kind => (kind.Key, TrafficLines.Quality([.. kind]))),
        ];
    }

    private static string QualityName(VersionQuality version) => version.Task == TaskKind.Regression ? "RMSE" : "accuracy";

    private string QualityOf(TrafficPoint total) =>
        _judged.FirstOrDefault(version => version.Model == total.Model && version.Version == total.Version) is { } judged
            && judged.Metrics.TryGetValue(MetricCatalog.QualityFor(judged.Task).Name, out Interval? value)
            ? $"{QualityName(judged)} {Display.Number(value.Value, 3)} ({Display.Between(value.Low, value.High, 3)})"
            : Display.Nothing;

    private string WhatIsWell(TrafficReport report)
    {
        var well = new List<string>();
        if (report.All.Total.Errors + report.All.Total.Rejected == 0)
        {
            well.Add($"all {Display.Count(report.All.Total.Requests)} requests were answered");
        }

        if (_shares is { Models.Count: > 0 } && _apart.Count == 0)
        {
            well.Add("each went to the version that was meant to answer it");
        }

        return well.Count == 0 ? "" : char.ToUpperInvariant(well[0][0]) + string.Join(", ", well)[1..] + ".";
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
        _noAnswers = _tails.Count == 0 ? "No answer in this time." : null;
    }
}
