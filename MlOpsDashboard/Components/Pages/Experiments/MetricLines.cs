using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Turns metrics' histories into lines.</summary>
internal static class MetricLines
{
    public static LineSeries Of(MetricSeries series, string name) =>
        new(name, [.. series.Points.Select(p => (double)p.Step)], [.. series.Points.Select(p => p.Value)]);
}
