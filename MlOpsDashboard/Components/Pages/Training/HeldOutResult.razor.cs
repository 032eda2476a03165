using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>The winner's figures on the rows that were set aside, with their intervals: what its trial's figure promised, kept or not.</summary>
public sealed partial class HeldOutResult : LiveComponent
{
    private static readonly string[] s_ofPositive = [PositiveFigures.Precision, PositiveFigures.Recall];

    private RunDetails? _run;
    private Metric[] _shown = [];
    private KeyValuePair<string, double>[] _ofPositive = [];
    private string? _positive;
    private string? _nested;
    private double? _calibrationError;
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
            _nested = NestedWords(_run);
            _positive = PositiveWords(_run);
            _ofPositive = [.. s_ofPositive.Where(_run.Metrics.ContainsKey).Select(name => KeyValuePair.Create(name, _run.Metrics[name].Value))];
            _calibrationError = _run.Metrics.GetValueOrDefault("ece")?.Value;
            _shown = _run.Run.Model is null
                ? []
                : [.. MetricCatalog.All.Where(metric => _run.Metrics.ContainsKey(metric.Name)).OrderByDescending(metric => metric.Name == _run.Run.Metric)];
        }
        catch (NotFoundException)
        {
            // Somebody deleted the run; the job's own figures stay.
            _shown = [];
        }
    }

    private string? CalibrationHint => _run!.Metrics.TryGetValue("ece_before_calibration", out MetricPoint? before)
        ? $"{Display.Number(before.Value)} before calibration"
        : null;

    private static string? PositiveWords(RunDetails run) => !run.Parameters.TryGetValue(RunParameters.PositiveClass, out string? name) ? null
        : run.Parameters.TryGetValue(RunParameters.PositiveClassSource, out string? source) ? $"{name} ({source})"
        : name;

    private static string? NestedWords(RunDetails run)
    {
        string name = $"nested_{run.Run.Metric}";
        if (!run.Metrics.TryGetValue(name, out MetricPoint? mean) || MetricBounds.Of(run.Metrics, name, end => end.Value) is not { } interval)
        {
            return null;
        }

        string trial = run.Metrics.TryGetValue($"best_validation_{run.Run.Metric}", out MetricPoint? best)
            ? $" The best trial had {Display.Number(best.Value)} on its own validation rows."
            : "";
        return $"The whole search, repeated in {run.Metrics[$"{name}_of_fold"].Step} outer folds: {Names.Metric(run.Run.Metric)} {Display.Number(mean.Value)}, "
            + $"standard deviation {Display.Number(run.Metrics[$"{name}_sd"].Value)} (95\u00A0% interval {Display.Between(interval.Low, interval.High)}).{trial}";
    }

    private string? HintOf(Metric metric) =>
        MetricBounds.Of(_run!.Metrics, metric.Name, end => end.Value) is { } interval ? $"({Display.Between(interval.Low, interval.High)})" : null;
}
