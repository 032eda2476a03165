using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Comparisons;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Which of these versions is better on the same rows, and is that more than chance?</summary>
public sealed partial class ComparisonPage : ActingComponent
{
    private Comparison? _comparison;

    /// <summary>The comparison.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    [Inject]
    private ComparisonService Comparisons { get; set; } = default!;

    [Inject]
    private ComparisonFeed Feed { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Headline => _comparison is { } one ? $"{string.Join(", ", one.ModelIds)} on {one.Dataset}:{one.DatasetVersion}" : "Which version is better?";

    /// <inheritdoc/>
    protected override void OnInitialized() => Watch(Feed.Subscribe(), change =>
    {
        if (change.Id == Id)
        {
            _comparison = change;
        }
    });

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_comparison?.Id == Id)
        {
            return;
        }

        try
        {
            (_comparison, Error) = (null, null);
            Comparison found = await Comparisons.GetAsync(Id, Lifetime);

            // News may have come while it was read.
            _comparison ??= found;
        }
        catch (NotFoundException missing)
        {
            Error = missing;
        }
    }

    private static IReadOnlyList<LineSeries> CalibrationLines(ComparisonReport report) =>
    [
        .. report.Versions.Where(version => version.Calibration.Count > 0).Select(version => new LineSeries(
            version.ModelId, [.. version.Calibration.Select(bin => bin.Predicted)], [.. version.Calibration.Select(bin => bin.Observed)])),
    ];

    private static IReadOnlyList<IReadOnlyList<double>> Counts(ComparedVersion version) =>
        [.. version.Confusion.Select(row => (IReadOnlyList<double>)[.. row.Select(count => (double)count)])];

    private async Task RemoveAsync()
    {
        string[] ids = [.. _comparison!.ModelIds];
        if (await TryActAsync(actor => Comparisons.RemoveAsync(Id, actor, Lifetime)))
        {
            Navigation.NavigateTo(ModelLinks.Compare(ids));
        }
    }
}
