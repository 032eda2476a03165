using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Pages.Experiments;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>How good a version is on rows that it has not seen: the curves of its run, and below them all figures.</summary>
public sealed partial class VersionEvaluation : LiveComponent
{
    private RunDetails? _run;
    private PlotsBeside? _beside;
    private string? _source;
    private string? _error;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>The version in production, if it is another one: its curves stand beside those of this one.</summary>
    [Parameter]
    public ModelVersion? Rival { get; set; }

    [Inject]
    private RunQueries Runs { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _beside = Rival is { } rival ? await BesideAsync(rival) : null;
            _run = await Runs.GetAsync(Version.RunId, Lifetime);
            _source = _run.Tags.GetValueOrDefault("metrics_source");
            _error = null;
        }
        catch (NotFoundException)
        {
            _error = "Its run was removed for good, and the curves with it; the figures are kept.";
        }
    }

    private async Task<PlotsBeside?> BesideAsync(ModelVersion rival)
    {
        try
        {
            RunDetails run = await Runs.GetAsync(rival.RunId, Lifetime);
            string rows = JudgedRows.AreSame(Version, rival) ? "" : ", on other rows";
            return new PlotsBeside(
                $"Version {Version.Version}", $"Version {rival.Version}, in production{rows}", await EvaluationPlots.ReadAsync(Runs, rival.RunId, run.Artifacts, Lifetime));
        }
        catch (NotFoundException)
        {
            // Its run was removed for good: there is nothing to compare with.
            return null;
        }
    }
}
