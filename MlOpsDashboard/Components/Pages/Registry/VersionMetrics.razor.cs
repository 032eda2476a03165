using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Pages.Experiments;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>All figures of a version on rows that it has not seen.</summary>
public sealed partial class VersionMetrics : ComponentBase
{
    private IReadOnlyList<MetricFigure> _figures = [];

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>The rows that it was measured on; null when that is not known.</summary>
    [Parameter]
    public string? Source { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _figures = MetricFigure.Of(Version.Metrics, value => value);
}
