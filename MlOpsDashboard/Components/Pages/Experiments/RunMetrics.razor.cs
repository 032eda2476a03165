using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The latest value of each metric that is a result. Thousands are searched, not scrolled.</summary>
public sealed partial class RunMetrics : ComponentBase
{
    private const int MostRows = 50;
    private IReadOnlyList<MetricFigure> _figures = [];
    private string _text = "";

    /// <summary>The metrics.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, MetricPoint> Metrics { get; set; } = new Dictionary<string, MetricPoint>(StringComparer.Ordinal);

    /// <summary>The task of the run's model; null when it has none.</summary>
    [Parameter]
    public TaskKind? Task { get; set; }

    /// <summary>For numbers: the quantile that the run's model predicts; null when it is not known.</summary>
    [Parameter]
    public double? Quantile { get; set; }

    private IReadOnlyList<MetricFigure> Shown =>
        [.. _figures.Where(figure => figure.Name.Contains(_text.Trim(), StringComparison.OrdinalIgnoreCase)).Take(MostRows)];

    /// <inheritdoc/>
    protected override void OnParametersSet() => _figures = MetricFigure.Of(Metrics, point => point.Value);
}
