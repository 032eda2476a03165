using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Api;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>What changed between two versions of a table?</summary>
public sealed partial class DiffPage : LiveComponent
{
    private IReadOnlyList<int> _numbers = [];
    private IReadOnlyList<string> _columns = [];
    private IReadOnlyList<string> _key = [];
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
        (_diff, _error) = (null, null);
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
