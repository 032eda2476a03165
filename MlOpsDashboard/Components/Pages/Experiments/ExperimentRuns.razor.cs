using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Which runs has an experiment, and which of them are worth a closer look?</summary>
public sealed partial class ExperimentRuns : ListPage
{
    private const int PageSize = 50;
    private const string Status = "status";
    private const string Parent = "parent";
    private const string Group = "group";
    private const int GroupsOnPage = 20;
    private const int MostInGroup = 200;
    private const string Started = "started_at";

    private static readonly KeyValuePair<string, string>[] s_groupings = [new("", "none"), new("job", "training job"), new("learner", "learner")];
    private static readonly string[] s_statuses = ["", "running", "finished", "failed", "cancelled"];

    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private IReadOnlyList<RunGroup> _groups = [];
    private IReadOnlyList<RunRow>? _rows;
    private IReadOnlyList<TableColumn<RunRow>> _columns = [];
    private RunGrouping? _by;
    private int _total;

    /// <summary>The experiment.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    [SupplyParameterFromQuery(Name = Status)]
    private string? StatusWanted { get; set; }

    [SupplyParameterFromQuery(Name = Parent)]
    private string? ParentWanted { get; set; }

    [SupplyParameterFromQuery(Name = Group)]
    private string? GroupWanted { get; set; }

    private string Subtitle => State is null
        ? "Its runs, the latest first."
        : $"{Display.Count(_total, "run")}{(State.Text.Length + State.Other(Status).Length + State.Other(Parent).Length > 0 ? (_total == 1 ? " matches" : " match") : "")}.";

    private string Noun => _by switch
    {
        null => "run",
        RunGrouping.Job => "training job",
        _ => "learner",
    };

    private string CompareText => _selected.Count < 2 ? "Compare" : $"Compare {_selected.Count} runs";

    /// <inheritdoc/>
    protected override TableState Asked() => TableState.Of(RunLinks.Experiment(Name), Navigation.Uri, Started, usuallyDescending: true);

    /// <inheritdoc/>
    protected override async Task ReadAsync(TableState state)
    {
        RunFilter filter = FilterOf(state);
        RunGrouping? by = GroupingOf(state);
        int total = await Queries.CountAsync(filter, Lifetime);
        IReadOnlyList<RunGroup> groups = by is { } grouping ? await Queries.ListGroupsAsync(filter, grouping, Lifetime) : [];
        if (_by != by && groups.Count > 0)
        {
            // What was closed and opened before was something else.
            _open.Clear();
            _open.Add(groups[0].Key ?? "");
        }

        IReadOnlyList<RunRow> rows = by is { } gathered
            ? await OpenRowsAsync(filter, gathered, OnPage(groups, state))
            : (await Queries.PageAsync(filter, new PageQuery(PageSize, (state.Page - 1) * PageSize), Lifetime)).Items;
        (_by, _groups, _rows, _total) = (by, groups, rows, total);
        _columns = rows.Count > 0 || _columns.Count == 0 ? RunColumns.Of(rows) : _columns;
    }

    private async Task<IReadOnlyList<RunRow>> OpenRowsAsync(RunFilter filter, RunGrouping by, IEnumerable<RunGroup> groups)
    {
        var rows = new List<RunRow>();
        foreach (RunGroup group in groups.Where(group => _open.Contains(group.Key ?? "")))
        {
            rows.AddRange((await Queries.PageAsync(filter with { Group = (by, group.Key) }, new PageQuery(MostInGroup), Lifetime)).Items);
        }

        return rows;
    }

    private static IEnumerable<RunGroup> OnPage(IEnumerable<RunGroup> groups, TableState state) => groups.Skip((state.Page - 1) * GroupsOnPage).Take(GroupsOnPage);

    private static RunGrouping? GroupingOf(TableState state) => state.Other(Group) switch
    {
        "" => null,
        "job" => RunGrouping.Job,
        "learner" => RunGrouping.Learner,
        var other => throw new InvalidException(Group, $"Runs cannot be grouped by '{other}': by job or learner."),
    };

    private string KeyOf(RunRow row) => (_by == RunGrouping.Job ? row.Run.JobId : row.Parameters.GetValueOrDefault(RunParameters.Learner)) ?? "";

    private string TitleOf(RunGroup group) => (_by, group.Key) switch
    {
        (RunGrouping.Job, { } job) => $"Training job {job[^Math.Min(8, job.Length)..]}",
        (RunGrouping.Job, _) => "No training job",
        (_, { } learner) => Names.Learner(learner),
        _ => "No learner",
    };

    private IReadOnlyList<TableGroup>? Heads() => _by is null ? null :
    [
        .. OnPage(_groups, State!).Select(group => new TableGroup(
            group.Key ?? "", TitleOf(group), Cells.Component<RunGroupNote>(nameof(RunGroupNote.Group), group), _open.Contains(group.Key ?? ""))),
    ];

    private Task ToggleAsync(string key)
    {
        _ = _open.Remove(key) || _open.Add(key);
        return LoadAsync();
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
        PagedList.ReadAsync((query, token) => Queries.PageAsync(FilterOf(State!), query, token), cancellationToken);

    private void Compare() => Navigation.NavigateTo(RunLinks.Compare(_selected.Take(RunQueries.MaxCompared)));
}
