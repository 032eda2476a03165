using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Figures of merit with their intervals, in a form that is narrow enough for a phone.</summary>
public sealed partial class MetricTable : ComponentBase
{
    private const int MostLetters = 26;

    /// <summary>The figures.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MetricFigure> Figures { get; set; } = [];

    /// <summary>The task of the model that was measured; null when there is no model.</summary>
    [Parameter]
    public TaskKind? Task { get; set; }

    /// <summary>For numbers: the quantile that the model predicts; null when it is not known.</summary>
    [Parameter]
    public double? Quantile { get; set; }

    private static bool IsLong(MetricFigure figure) =>
        figure.Interval is { } interval && Display.Between(interval.Low, interval.High).Length > MostLetters;
}
