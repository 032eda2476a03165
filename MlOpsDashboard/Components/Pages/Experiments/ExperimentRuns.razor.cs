using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Which runs has an experiment, and which of them are worth a closer look?</summary>
public sealed partial class ExperimentRuns : LiveComponent
{
    private const int PageSize = 50;
    private const string Status = "status";
    private const string Parent = "parent";
    private const string Started = "started_at";

    private static readonly string[] s_statuses = ["", "running", "finished", "failed", "cancelled"];

    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private IReadOnlyList<RunRow>? _rows;
    private IReadOnlyList<TableColumn<RunRow>> _columns = [];
    private TableState? _state;
    private int _total;
    private Exception? _error;

    /// <summary>The experiment.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // Each is read so that a change of it reaches the page.
    [SupplyParameterFromQuery(Name = "q")]
    private string? TextWanted { get; set; }

    [SupplyParameterFromQuery(Name = Status)]
    private string? StatusWanted { get; set; }

    [SupplyParameterFromQuery(Name = Parent)]
    private string? ParentWanted { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? SortWanted { get; set; }

    [SupplyParameterFromQuery(Name = "order")]
    private string? OrderWanted { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageWanted { get; set; }

    [SupplyParameterFromQuery(Name = "columns")]
    private string? ColumnsWanted { get; set; }

    private string Subtitle => _rows is null
        ? "Its runs, the latest first."
        : $"{Display.Count(_total, "run")}{(_state!.Text.Length + _state.Other(Status).Length + _state.Other(Parent).Length > 0 ? (_total == 1 ? " matches" : " match") : "")}.";

    private string CompareText => _selected.Count < 2 ? "Compare" : $"Compare {_selected.Count} runs";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        TableState state = TableState.Of(RunLinks.Experiment(Name), Navigation.Uri, Started, usuallyDescending: true);
        try
        {
            RunFilter filter = FilterOf(state);
            int total = await Queries.CountAsync(filter, Lifetime);
            Page<RunRow> page = await Queries.PageAsync(filter, new PageQuery(PageSize, (state.Page - 1) * PageSize), Lifetime);
            (_state, _rows, _columns, _total, _error) = (state, page.Items, RunColumns.Of(page.Items), total, null);
        }
        catch (Exception exception) when (exception is NotFoundException or InvalidException)
        {
            (_state, _rows, _error) = (null, null, exception);
        }
    }

    private RunFilter FilterOf(TableState state) => new()
    {
        Experiment = Name,
        Text = state.Text,
        ParentRunId = state.Other(Parent) is { Length: > 0 } parent ? parent : null,
        Statuses = state.Other(Status) is { Length: > 0 } status ? [RunStatusText.Parse(status, Status)] : [],
        Sort = state.Sort,
        Descending = state.Descending,
    };

    private Task<IReadOnlyList<RunRow>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Queries.PageAsync(FilterOf(_state!), query, token), cancellationToken);

    private void Compare() => Navigation.NavigateTo(RunLinks.Compare(_selected.Take(RunQueries.MaxCompared)));
}
