using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Pages.Data;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>Answers the first question of the day: is everything well, and what is to be done next?</summary>
public sealed partial class Overview : ActingComponent
{
    // What is shown comes from stored minutes, of which each is stored when it is over.
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(20);

    private OverviewState? _state;

    [Inject]
    private OverviewReader Reader { get; set; } = default!;

    [Inject]
    private TrainingFeed Training { get; set; } = default!;

    [Inject]
    private StageFeed Stages { get; set; } = default!;

    [Inject]
    private AlertFeed Alerts { get; set; } = default!;

    [Inject]
    private LiveMetrics Live { get; set; } = default!;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Watch(Training.Subscribe(), OnTrainingAsync);
        Watch(Stages.Subscribe(), _ => ReadAsync());
        Watch(Alerts.Subscribe(AlertNews.StateChanged), _ => ReadAsync());
        Watch(Live.Frames.Subscribe(throttle: s_pace), _ => _state?.Operations is null ? Task.CompletedTask : ReadAsync());
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => _state = await Reader.ReadAsync(Lifetime);

    // A job that begins or ends changes counts, events and perhaps models; a trial or a log line changes nothing here.
    private Task OnTrainingAsync(TrainingEvent happened) =>
        happened.Job is { } job && job.HasEnded == (_state?.ActiveJobs > 0) ? ReadAsync() : Task.CompletedTask;

    private Task StoreSampleAsync() => ActAsync(async actor =>
    {
        StoredDataset stored = await Datasets.StoreSampleAsync(actor, Lifetime);
        Navigation.NavigateTo(DataLinks.Version(stored.Version.Dataset, stored.Version.Version));
    });
}
