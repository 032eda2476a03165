using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The latest value of each metric. Thousands are searched, not scrolled.</summary>
public sealed partial class RunMetrics : ComponentBase
{
    private const int MostRows = 50;
    private string _text = "";

    /// <summary>The metrics.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, MetricPoint> Metrics { get; set; } = new Dictionary<string, MetricPoint>(StringComparer.Ordinal);

    private IEnumerable<MetricPoint> Shown =>
        Metrics.Values.Where(m => !MetricBounds.IsEnd(m.Key) && m.Key.Contains(_text.Trim(), StringComparison.OrdinalIgnoreCase)).Take(MostRows);
}
