using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>Answers the first question of the day: is everything well, and what is to be done next?</summary>
public sealed partial class Overview : LiveComponent
{
    private OverviewState? _state;

    [Inject]
    private OverviewReader Reader { get; set; } = default!;

    [Inject]
    private TrainingFeed Feed { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _state = await Reader.ReadAsync(Lifetime);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Watch(Feed.Subscribe(), OnTrainingAsync);
        }
    }

    // A job that begins or ends changes counts, events and perhaps models; a trial or a log line changes nothing here.
    private async Task OnTrainingAsync(TrainingEvent happened)
    {
        if (happened.Job is { } job && job.HasEnded == (_state?.ActiveJobs > 0))
        {
            _state = await Reader.ReadAsync(Lifetime);
        }
    }
}
