using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Core.Alerts.Metrics;

namespace MlOpsDashboard.Components.Pages.Alerts;

/// <summary>What fires now, by which rules, and who is told?</summary>
public sealed partial class AlertsPage : ActingComponent
{
    private const string Rules = "rules";
    private const string History = "history";
    private const string Channels = "channels";

    private static readonly (string Words, int Hours)[] s_silences = [("1 h", 1), ("8 h", 8), ("1 d", 24)];

    private readonly IReadOnlyList<TableColumn<AlertView>> _columns;
    private IReadOnlyList<AlertView>? _rules;
    private IReadOnlyList<AlertEvent>? _firing;
    private IReadOnlyList<AlertChannel> _channels = [];
    private TableState? _state;
    private Editing? _editing;
    private int _news;

    /// <summary>Makes the page.</summary>
    public AlertsPage() => _columns =
    [
        new("name", "Rule", view => view.Rule.Name) { IsHead = true },
        new("condition", "Fires on", view => AlertWords.Condition(view.Rule)),
        new("model", "Of", view => view.Rule.ModelName ?? (AlertMetrics.Find(view.Rule.Metric)?.Kind == AlertMetricKind.Jobs ? "the program" : "every model in production")),
        new("state", "State", view => AlertLinks.Word(view.State)) { Cell = view => StateCell(view) },
        new("value", "Value", ValueOf),
        new("since", "Since", view => view.Worst?.Since) { Cell = view => Cells.Time(view.Worst?.Since) },
        new("severity", "Severity", view => view.Rule.Severity.ToString().ToLowerInvariant()),
        new("channels", "Told", view => Told(view.Rule)),
        new("owner", "Owner", view => view.Rule.Owner) { IsUsual = false },
    ];

    /// <summary>The part of the page, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "columns")]
    private string? Columns { get; set; }

    [Inject]
    private AlertService Alerts { get; set; } = default!;

    [Inject]
    private AlertChannelService ChannelService { get; set; } = default!;

    [Inject]
    private AlertFeed Feed { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string Shown => Tab is History or Channels ? Tab : Rules;

    private IReadOnlyList<PageTab> Tabs => [new(Rules, "Rules", _rules?.Count), new(History, "History"), new(Channels, "Channels", _channels.Count)];

    private string Headline => _firing switch
    {
        null => "Is anything the matter, and who is told?",
        { Count: 0 } when _rules is { Count: 0 } => "Nothing is watched yet.",
        { Count: 0 } => Waiting() is > 0 and var pending ? $"Nothing fires; {Display.Count(pending)} {(pending == 1 ? "is" : "are")} about to." : "Nothing fires.",
        { Count: 1 } => "1 alert is firing.",
        _ => $"{Display.Count(_firing.Count)} alerts are firing.",
    };

    /// <inheritdoc/>
    protected override void OnInitialized() => Watch(Feed.Subscribe(), _ => ReadAsync());

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _state = TableState.Of("alerts", Navigation.Uri);
        if (_rules is null)
        {
            await ReadAsync();
        }
    }

    private static string? ValueOf(AlertView view) => view switch
    {
        { Rule.Enabled: false } => "off",
        { Worst.Value: { } value } when AlertMetrics.Find(view.Rule.Metric) is { } metric =>
            (metric.Name == AlertMetrics.Drift ? (value > 0 ? "drift" : "no drift") : AlertWords.Value(metric, value)) + (view.Note is null ? "" : $" ({view.Note})"),
        _ => view.Note,
    };

    private RenderFragment StateCell(AlertView view) => builder =>
    {
        builder.OpenComponent<StatusBadge>(0);
        builder.AddComponentParameter(1, nameof(StatusBadge.Status), AlertLinks.Tone(view.State, view.Rule.Severity));
        builder.AddComponentParameter(2, nameof(StatusBadge.Text), AlertLinks.Word(view.State));
        builder.CloseComponent();
        if (view.Rule.SilencedUntil is { } until && view.Rule.IsSilent(Clock.GetUtcNow()))
        {
            builder.OpenElement(3, "span");
            builder.AddAttribute(4, "class", "muted small");
            builder.AddAttribute(5, "title", Display.Moment(until));
            builder.AddContent(6, $" silent, ends {Display.Relative(until, Clock.GetUtcNow())}");
            builder.CloseElement();
        }
    };

    private string Said(AlertEvent item) =>
        _rules?.FirstOrDefault(view => view.Rule.Id == item.RuleId) is { } view
            && view.Subjects.FirstOrDefault(one => one.ModelName == item.ModelName) is { Value: { } value }
            && AlertMetrics.Find(item.Metric) is { Name: not AlertMetrics.Drift } metric && value != item.Value
            ? $"{item.Message}; now {AlertWords.Value(metric, value)}"
            : item.Message;

    private bool IsSilent(AlertEvent item) => _rules?.FirstOrDefault(view => view.Rule.Id == item.RuleId)?.Rule.IsSilent(Clock.GetUtcNow()) == true;

    private string Told(AlertRule rule) => rule.Channels.Count == 0
        ? "this page"
        : string.Join(", ", rule.Channels.Select(id => _channels.FirstOrDefault(channel => channel.Id == id)?.Name ?? id));

    private int Waiting() => _rules?.Count(view => view.State == AlertState.Pending) ?? 0;

    private void Edit(AlertRule? rule) => _editing = new Editing(rule);

    private async Task ReadAsync()
    {
        _channels = [.. (await ChannelService.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime)).Items.Select(view => view.Channel)];
        _firing = await Alerts.ListFiringAsync(Lifetime);
        _rules = [.. (await Alerts.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime)).Items.OrderByDescending(view => view.State).ThenBy(view => view.Rule.Name, StringComparer.OrdinalIgnoreCase)];
        _news++;
    }

    private async Task SavedAsync()
    {
        _editing = null;
        await ReadAsync();
    }

    private Task SilenceAsync(AlertRule rule, int hours) => DoAsync(actor => Alerts.ChangeAsync(
        rule.Id, form => form with { SilencedUntil = hours == 0 ? null : Clock.GetUtcNow().AddHours(hours) }, actor, Lifetime));

    private Task SwitchAsync(AlertRule rule) => DoAsync(actor => Alerts.ChangeAsync(rule.Id, form => form with { Enabled = !rule.Enabled }, actor, Lifetime));

    private async Task DeleteAsync(AlertRule rule)
    {
        if (await Confirm.AskAsync($"Delete the rule {rule.Name}?", "It watches no more, and an alert of it that fires is over. Its history stays.", "Delete"))
        {
            await DoAsync(actor => Alerts.DeleteAsync(rule.Id, actor, Lifetime));
        }
    }

    private Task DoAsync(Func<Actor, Task> change) => ActAsync(async actor =>
    {
        await change(actor);
        await ReadAsync();
    });

    // Another one for each click, so that the form begins anew.
    private sealed class Editing(AlertRule? rule)
    {
        public AlertRule? Rule => rule;
    }
}
