using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Serving.Batch;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>A batch job as a row of a table.</summary>
public sealed partial class BatchJobRow : ComponentBase
{
    /// <summary>The job.</summary>
    [Parameter, EditorRequired]
    public BatchJob Job { get; set; } = default!;

    /// <summary>Somebody wants the job to stop.</summary>
    [Parameter]
    public EventCallback<BatchJob> OnStop { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string State => Job.State.ToString().ToLowerInvariant();

    private string Kind => Job.State switch
    {
        BatchState.Succeeded => "ok",
        BatchState.Failed => "error",
        BatchState.Cancelled => "warn",
        BatchState.Running => "info",
        _ => "muted",
    };

    private string Words
    {
        get
        {
            DateTimeOffset now = Clock.GetUtcNow();
            string rows = Job.RowsTotal is { } total && total != Job.RowsDone
                ? $"{Display.Count(Job.RowsDone)} of {Display.Count(total)} rows"
                : $"{Display.Count(Job.RowsDone)} rows";
            string pace = Job.RowsDone > 0 && Job.RowsPerSecond(now) is { } perSecond ? $", {Display.Count((long)perSecond)} rows/s" : "";
            string left = Job.Remaining(now) is { } remaining ? $", {Display.Duration(remaining)} left" : "";
            string kept = Job is { State: BatchState.Succeeded, ResultExpiresAt: { } until }
                ? Job.ResultSha256 is null ? "; the result was removed" : $"; kept until {until.UtcDateTime:yyyy-MM-dd}"
                : "";
            return Job.State == BatchState.Queued ? "waits for its turn" : rows + pace + left + kept;
        }
    }
}
