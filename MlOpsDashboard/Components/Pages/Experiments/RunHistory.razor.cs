using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>How a run's metrics went, step by step. A metric with one point is no plot.</summary>
public sealed partial class RunHistory : LiveComponent
{
    private const int PlotsAtOnce = 6;
    private IReadOnlyList<MetricSeries> _series = [];
    private string[] _keys = [];
    private int _more;
    private string? _loaded;

    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public string RunId { get; set; } = "";

    /// <summary>The run's metrics.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, MetricPoint> Metrics { get; set; } = new Dictionary<string, MetricPoint>(StringComparer.Ordinal);

    /// <summary>The metric that comes first.</summary>
    [Parameter]
    public string? First { get; set; }

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == RunId)
        {
            return;
        }

        _loaded = RunId;

        // A metric whose latest point is of step 0 was most likely written once; the query makes sure.
        _keys = [.. Metrics.Values.Where(m => m.Step > 0).Select(m => m.Key).OrderByDescending(key => key == First)];
        _series = [];
        _more = _keys.Length;
        await MoreAsync();
    }

    private async Task MoreAsync()
    {
        string[] next = [.. _keys.Skip(_keys.Length - _more).Take(PlotsAtOnce)];
        _more -= next.Length;
        if (next.Length > 0)
        {
            IReadOnlyList<MetricSeries> series = await Queries.HistoryAsync([RunId], next, Lifetime);
            _series = [.. _series, .. series.Where(s => s.Total > 1).OrderBy(s => Array.IndexOf(next, s.Key))];
        }
    }
}
