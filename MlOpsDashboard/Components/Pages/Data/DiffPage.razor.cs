using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Api;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>What changed between two versions of a table?</summary>
public sealed partial class DiffPage : LiveComponent
{
    private static readonly IReadOnlyList<TableColumn<ColumnShift>> s_shifts =
    [
        new("column", "Column", shift => shift.Column) { IsHead = true, CanSort = true },
        new("shift", "Shift", shift => Text(shift.Psi)) { Cell = shift => Cells.Badge(Status(shift.Psi), Text(shift.Psi)) },
        new("psi", "PSI", shift => shift.Psi) { IsFigure = true, CanSort = true, GreatestFirst = true, Cell = shift => Cells.Figure(shift.Psi) },
        new("jensen_shannon", "Jensen–Shannon", shift => shift.JensenShannon) { IsFigure = true, CanSort = true, GreatestFirst = true, Cell = shift => Cells.Figure(shift.JensenShannon) },
        new("missing", "Missing", shift => $"{Words.Share(shift.MissingBefore)} → {Words.Share(shift.MissingAfter)}") { IsFigure = true },
        new("mean", "Mean", shift => shift.MeanBefore is null ? null : $"{Words.Mean(shift.Type, shift.MeanBefore)} → {Words.Mean(shift.Type, shift.MeanAfter)}") { IsFigure = true },
    ];

    private IReadOnlyList<int> _numbers = [];
    private IReadOnlyList<string> _columns = [];
    private IReadOnlyList<string> _key = [];
    private string? _compared;
    private DatasetDiff? _diff;
    private Exception? _error;

    /// <summary>The data set.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>The version before.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? Before { get; set; }

    /// <summary>The version after.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? After { get; set; }

    /// <summary>The columns that name rows, separated by commas; none compares rows as a multiset.</summary>
    [SupplyParameterFromQuery]
    public string[]? Key { get; set; }

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private int From => QueryNumber.Of(Before) ?? 0;

    private int To => QueryNumber.Of(After) ?? 0;

    private string Headline => _diff is null ? "What changed between two versions."
        : _diff.Added + _diff.Removed + _diff.Changed == 0 ? "Every row is the same."
        : $"{Display.Count(_diff.Added)} rows added, {Display.Count(_diff.Removed)} removed"
            + (_diff.Key.Count == 0 ? "." : $", {Display.Count(_diff.Changed)} changed.");

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // The list below has its state in the address as well, and is no reason to compare anew.
        string wanted = DataLinks.Diff(Name, From, To, Key);
        if (wanted == _compared)
        {
            return;
        }

        (_compared, _diff, _error) = (wanted, null, null);
        try
        {
            DatasetVersion before = await Datasets.GetAsync(Name, From, Lifetime);
            _columns = [.. before.Columns.Select(column => column.Name)];
            _numbers = [.. (await Datasets.VersionsAsync(Name, new PageQuery(PageQuery.MaxLimit), Lifetime)).Items.Select(version => version.Version)];
            _key = QueryList.Read("key", Key);
            _diff = await Datasets.DiffAsync(Name, From, To, _key, Lifetime);
        }
        catch (Exception exception) when (exception is NotFoundException or InvalidException)
        {
            _error = exception;
        }
    }

    private static string Status(double psi) => psi < 0.1 ? "ok" : psi < 0.25 ? "warn" : "error";

    private static string Text(double psi) => psi < 0.1 ? "stable" : psi < 0.25 ? "moderate" : "large";

    private void Go(int from, int to, IReadOnlyList<string> key) => Navigation.NavigateTo(DataLinks.Diff(Name, from, to, key));
}
