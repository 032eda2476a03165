using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Api;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>In what do these runs differ, and which of them is better?</summary>
public sealed partial class RunCompare : LiveComponent
{
    /// <summary>More lines than this cannot be told apart.</summary>
    private const int MostSeries = 20;
    private const int PointsInAll = 10_000;

    private RunComparison? _comparison;
    private IReadOnlyList<LineSeries> _series = [];
    private string? _metric;
    private Exception? _error;

    /// <summary>The runs, with commas.</summary>
    [SupplyParameterFromQuery]
    public string[]? Ids { get; set; }

    /// <summary>The metric to plot; null takes the one that the first run is judged by.</summary>
    [SupplyParameterFromQuery]
    public string? Metric { get; set; }

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool SameData => _comparison!.Runs.Select(run => run.DatasetSha256).Distinct().Count() == 1;

    private string Subtitle => _comparison is null ? "Side by side." : $"{_comparison.Runs.Count} runs side by side.";

    private IReadOnlyList<(string Head, string Address)> Heads =>
        [.. _comparison!.Runs.Select(r => (r.Name, RunLinks.Run(r.RunId)))];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _comparison = await Queries.CompareAsync(QueryList.Read("ids", Ids), Lifetime);
            _metric = Metric ?? _comparison.Runs[0].Metric ?? (_comparison.Metrics is [var first, ..] ? first.Key : null);
            _series = _metric is null ? [] : await SeriesAsync(_comparison, _metric);
            _error = null;
        }
        catch (Exception exception) when (exception is NotFoundException or InvalidException)
        {
            (_comparison, _error) = (null, exception);
        }
    }

    private async Task<IReadOnlyList<LineSeries>> SeriesAsync(RunComparison comparison, string metric)
    {
        string[] ids = [.. comparison.Runs.Take(MostSeries).Select(r => r.RunId)];
        int points = Math.Min(RunQueries.MaxPoints, PointsInAll / ids.Length);
        IReadOnlyList<MetricSeries> series = await Queries.HistoryAsync(ids, [metric], Lifetime, points);
        Dictionary<string, string> names = comparison.Runs.ToDictionary(r => r.RunId, r => r.Name, StringComparer.Ordinal);
        // A line of one dot is none.
        return [.. series.Where(s => s.Total > 1).OrderBy(s => Array.IndexOf(ids, s.RunId)).Select(s => MetricLines.Of(s, names[s.RunId]))];
    }

    private void ShowMetric(string metric) =>
        Navigation.NavigateTo($"{RunLinks.Compare(_comparison!.Runs.Select(run => run.RunId))}&metric={Uri.EscapeDataString(metric)}");
}
