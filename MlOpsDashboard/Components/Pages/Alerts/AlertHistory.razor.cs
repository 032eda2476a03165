using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;

namespace MlOpsDashboard.Components.Pages.Alerts;

/// <summary>What alerts did, the newest first.</summary>
public sealed partial class AlertHistory : LiveComponent
{
    private const int PageSize = 50;

    private static readonly IReadOnlyList<TableColumn<AlertEvent>> s_columns =
    [
        new("what", "What", item => item.Message) { IsHead = true },
        new("state", "State", item => AlertLinks.Word(item.State)) { Cell = Badge },
        new("rule", "Rule", item => item.RuleName),
        new("at", "When", item => item.At) { Cell = item => Cells.Time(item.At) },
        new("severity", "Severity", item => item.Severity.ToString().ToLowerInvariant()),
        new("told", "Silenced", item => item.Silenced ? "silenced" : null) { IsUsual = false },
    ];

    private IReadOnlyList<AlertEvent>? _events;
    private TableState? _state;
    private int _total;

    /// <summary>Counts up when there is something new.</summary>
    [Parameter]
    public int News { get; set; }

    [Inject]
    private AlertService Alerts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        TableState state = TableState.Of("alerts", Navigation.Uri);
        int total = await Alerts.CountEventsAsync(Lifetime);
        Page<AlertEvent> page = await Alerts.ListEventsAsync(null, null, new PageQuery(PageSize, (state.Page - 1) * PageSize), Lifetime);
        (_state, _events, _total) = (state, page.Items, total);
    }

    private static RenderFragment Badge(AlertEvent item) => builder =>
    {
        builder.OpenComponent<StatusBadge>(0);
        builder.AddComponentParameter(1, nameof(StatusBadge.Status), AlertLinks.Tone(item.State, item.Severity));
        builder.AddComponentParameter(2, nameof(StatusBadge.Text), AlertLinks.Word(item.State));
        builder.CloseComponent();
    };

    private Task<IReadOnlyList<AlertEvent>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Alerts.ListEventsAsync(null, null, query, token), cancellationToken);
}
