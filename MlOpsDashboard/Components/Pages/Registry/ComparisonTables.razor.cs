using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Comparisons;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>The figures of a comparison.</summary>
public sealed partial class ComparisonTables : ComponentBase
{
    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public ComparisonReport Report { get; set; } = default!;

    private static string Figure(ComparedMetric? metric) => metric is null ? "–"
        : metric is { Low: { } low, High: { } high } ? $"{Display.Number(metric.Value)} ({Display.Between(low, high)})" : Display.Number(metric.Value);

    private static string Figure(ComparedGain? gain) => gain is null ? "–" : $"{Display.Number(gain.Gain, 3)} ({Display.Between(gain.Low, gain.High, 3)})";
}
