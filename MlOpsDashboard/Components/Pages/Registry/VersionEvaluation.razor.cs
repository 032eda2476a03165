using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>How good a version is on rows that it has not seen: the curves of its run, and below them all figures.</summary>
public sealed partial class VersionEvaluation : LiveComponent
{
    private RunDetails? _run;
    private string? _source;
    private string? _error;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    [Inject]
    private RunQueries Runs { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _run = await Runs.GetAsync(Version.RunId, Lifetime);
            _source = _run.Tags.GetValueOrDefault("metrics_source");
            _error = null;
        }
        catch (NotFoundException)
        {
            _error = "Its run was removed for good, and the curves with it; the figures are kept.";
        }
    }
}
