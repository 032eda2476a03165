using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The plots that a run left as files: how its model does on the data that it has not seen.</summary>
public sealed partial class RunPlots : LiveComponent
{
    private EvaluationPlots? _plots;
    private string? _error;
    private string? _loaded;

    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public string RunId { get; set; } = "";

    /// <summary>The run's files.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<RunArtifact> Artifacts { get; set; } = [];

    /// <summary>The plots of another model, to compare the curves with; null for none.</summary>
    [Parameter]
    public PlotsBeside? Beside { get; set; }

    /// <summary>What stands below the plots. It comes with them, so that they do not push it down.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

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
        _plots = await EvaluationPlots.ReadAsync(Queries, RunId, Artifacts, Lifetime);
        _error = _plots.Unreadable.Count == 0 ? null : $"These files are not plots of ours: {string.Join(", ", _plots.Unreadable)}.";
    }
}
