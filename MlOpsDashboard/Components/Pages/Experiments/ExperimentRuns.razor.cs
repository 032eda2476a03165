using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Which runs has an experiment, and which of them are worth a closer look?</summary>
public sealed partial class ExperimentRuns : LiveComponent
{
    private static readonly string[] Statuses = ["", "running", "finished", "failed", "cancelled"];

    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private IReadOnlyList<RunRow>? _rows;
    private IReadOnlyList<RunColumn> _columns = [];
    private RunsQuery _query = new("", "", "", "started_at", true, 1);
    private string _text = "";
    private int _total;
    private Exception? _error;

    /// <summary>The experiment.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>What the runs must have in them.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>The state that the runs must be in.</summary>
    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    /// <summary>The run that the runs must be a part of, such as the search of which they are trials.</summary>
    [SupplyParameterFromQuery]
    public string? Parent { get; set; }

    /// <summary>The column that orders them.</summary>
    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    /// <summary><c>asc</c> or <c>desc</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Order { get; set; }

    /// <summary>Which page of the list, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Subtitle => _rows is null ? "Its runs, the latest first." : $"{Display.Count(_total)} runs{(_query.Text.Length + _query.Status.Length + _query.Parent.Length > 0 ? " match" : "")}.";

    private string CompareText => _selected.Count < 2 ? "Compare" : $"Compare {_selected.Count} runs";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _query = new RunsQuery(Name, Text ?? "", Status ?? "", Sort ?? "started_at", Order != "asc", QueryNumber.Page(PageNumber), Parent ?? "");
        _text = _query.Text;
        try
        {
            RunFilter filter = _query.ToFilter();
            _total = await Queries.CountAsync(filter, Lifetime);
            Page<RunRow> page = await Queries.PageAsync(
                filter, new PageQuery(RunsQuery.PageSize, (_query.Page - 1) * RunsQuery.PageSize), Lifetime);
            _columns = RunColumn.For(page.Items);
            (_rows, _error) = (page.Items, null);
        }
        catch (Exception exception) when (exception is NotFoundException or InvalidException)
        {
            (_rows, _error) = (null, exception);
        }
        catch (OperationCanceledException) when (Lifetime.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private void Search() => Navigation.NavigateTo((_query with { Text = _text ?? "", Page = 1 }).Address);

    private void Compare() => Navigation.NavigateTo(RunLinks.Compare(_selected.Take(RunQueries.MaxCompared)));

    private void Select(string runId, bool selected)
    {
        _ = selected ? _selected.Add(runId) : _selected.Remove(runId);
    }

    private string? SortOf(RunColumn column) => column.Sort != _query.Sort ? null : _query.Descending ? "descending" : "ascending";

    private string Arrow(RunColumn column) => column.Sort != _query.Sort ? "" : _query.Descending ? " ↓" : " ↑";
}
