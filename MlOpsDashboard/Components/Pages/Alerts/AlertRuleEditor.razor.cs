using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Core.Alerts.Metrics;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Alerts;

/// <summary>A rule in words. Shares are typed in per cent.</summary>
public sealed partial class AlertRuleEditor : ActingComponent
{
    private const string Everything = "";

    private static readonly string[] s_severities = ["info", "warning", "critical"];
    private static readonly int[] s_windows = [60, 300, 900, 3600, 6 * 3600, 86400, 7 * 86400, 30 * 86400];
    private static readonly int[] s_lastings = [0, 60, 300, 900, 3600, 86400];

    private static readonly KeyValuePair<string, string>[] s_metrics =
        [.. AlertMetrics.All.Select(metric => KeyValuePair.Create(metric.Name, char.ToUpperInvariant(metric.Words[0]) + metric.Words[1..]))];

    private static readonly KeyValuePair<string, string>[] s_operators =
        [.. Enum.GetValues<AlertOperator>().Select(one => KeyValuePair.Create(one.Symbol(), one.Word()))];

    private IReadOnlyList<KeyValuePair<string, string>> _models = [new(Everything, "every model in production")];
    private string? _name = "";
    private string? _model = Everything;
    private string _metric = AlertMetrics.LatencyP99;
    private string? _operator = ">";
    private double? _threshold;
    private double? _clear;
    private int _window;
    private int _for;
    private long? _minRows;
    private string? _severity = "warning";
    private IEnumerable<string>? _channels;
    private string? _owner;
    private KeptEntries<AlertRuleForm>? _entries;

    /// <summary>The rule to change; null for a new one.</summary>
    [Parameter, EditorRequired]
    public AlertRule? Rule { get; set; }

    /// <summary>The channels that can be told.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<AlertChannel> Channels { get; set; } = [];

    /// <summary>Called when it is saved.</summary>
    [Parameter]
    public EventCallback Saved { get; set; }

    /// <summary>Called when nothing shall be changed.</summary>
    [Parameter]
    public EventCallback Closed { get; set; }

    [Inject]
    private AlertService Alerts { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    private AlertMetric Metric => AlertMetrics.Find(_metric)!;

    private bool IsDrift => _metric == AlertMetrics.Drift;

    private double Scale => Metric.Unit == AlertMetricUnit.Share ? 100 : 1;

    private string Unit => Metric.Unit switch
    {
        AlertMetricUnit.Share => " (%)",
        AlertMetricUnit.Milliseconds => " (ms)",
        AlertMetricUnit.PerMinute => " (per minute)",
        _ => "",
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Rule is { } rule)
        {
            Take(AlertRuleForm.Of(rule));
        }
        else
        {
            (_window, _minRows) = (Metric.WindowSeconds, Metric.MinRows);
        }

        Page<ModelRow> models = await Registry.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
        _models = [_models[0], .. models.Items.Select(row => KeyValuePair.Create(row.Model.Name, row.Model.Name))];
    }

    private void Take(AlertRuleForm form)
    {
        if (AlertMetrics.Find(form.Metric) is null)
        {
            return;
        }

        (_name, _model, _metric, _operator) = (form.Name, form.ModelName ?? Everything, form.Metric!, form.Operator);
        (_threshold, _clear) = (Round(form.Threshold * Scale), Round(form.ClearThreshold * Scale));
        (_window, _for, _minRows) = (form.WindowSeconds ?? Metric.WindowSeconds, form.ForSeconds ?? 0, form.MinRows);
        (_severity, _owner) = (form.Severity, form.Owner);
        _channels = [.. Channels.Where(channel => form.Channels?.Contains(channel.Id) == true).Select(channel => channel.Name)];
    }

    // 0.07 × 100 is not quite 7.
    private static double? Round(double? value) => value is { } number ? Math.Round(number, 9) : null;

    private static IEnumerable<KeyValuePair<int, string>> Spans(int now, int[] usual) =>
        usual.Union([now]).Order().Select(seconds => KeyValuePair.Create(seconds, seconds == 0 ? "any time" : AlertWords.Span(seconds)));

    private void ChooseMetric(string? name)
    {
        if (name is null || name == _metric)
        {
            return;
        }

        _metric = name;
        (_window, _minRows, _clear) = (Metric.WindowSeconds, Metric.MinRows, null);
        _operator = Metric.Kind == AlertMetricKind.Quality && Core.Tracking.MetricDirection.HigherIsBetter(name) ? "<" : ">";
        _threshold = null;
    }

    private AlertRuleForm Fill(AlertRuleForm form) => form with
    {
        Name = _name,
        ModelName = string.IsNullOrEmpty(_model) ? null : _model,
        Metric = _metric,
        Operator = IsDrift ? ">=" : _operator,
        Threshold = IsDrift ? 1 : Round(_threshold / Scale),
        ClearThreshold = IsDrift ? null : Round(_clear / Scale),
        WindowSeconds = _window,
        ForSeconds = _for,
        MinRows = _minRows,
        Severity = _severity,
        Channels = [.. Channels.Where(channel => _channels?.Contains(channel.Name) == true).Select(channel => channel.Id)],
        Owner = _owner,
    };

    private async Task CloseAsync()
    {
        await _entries!.ForgetAsync();
        await Closed.InvokeAsync();
    }

    private async Task SaveAsync()
    {
        bool saved = await TryActAsync(actor => Rule is { } rule
            ? Alerts.ChangeAsync(rule.Id, Fill, actor, Lifetime)
            : Alerts.CreateAsync(Fill(new AlertRuleForm()), actor, Lifetime));
        if (saved)
        {
            await _entries!.ForgetAsync();
            await Saved.InvokeAsync();
        }
    }
}
