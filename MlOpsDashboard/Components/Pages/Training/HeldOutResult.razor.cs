using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>The winner's figures on the rows that were set aside, with their intervals: what its trial's figure promised, kept or not.</summary>
public sealed partial class HeldOutResult : LiveComponent
{
    private RunDetails? _run;
    private Metric[] _shown = [];
    private string _source = "rows set aside";

    /// <summary>The run of the search; null before it has ended.</summary>
    [Parameter, EditorRequired]
    public string? RunId { get; set; }

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (RunId is null || _run is not null)
        {
            return;
        }

        try
        {
            _run = await Queries.GetAsync(RunId, Lifetime);
            _source = _run.Tags.GetValueOrDefault("metrics_source", _source);
            _shown = _run.Run.Model is null
                ? []
                : [.. MetricCatalog.All.Where(metric => _run.Metrics.ContainsKey(metric.Name)).OrderByDescending(metric => metric.Name == _run.Run.Metric)];
        }
        catch (NotFoundException)
        {
            // Somebody deleted the run; the job's own figures stay.
            _shown = [];
        }
        catch (OperationCanceledException) when (Lifetime.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private string? HintOf(Metric metric) =>
        MetricBounds.Of(_run!.Metrics, metric.Name, end => end.Value) is { } interval ? $"({Display.Between(interval.Low, interval.High)})" : null;
}
