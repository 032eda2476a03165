using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Training;

/// <summary>Keeps what a search has found, and ends its run. What cannot be stored at present is tried again.</summary>
internal sealed class WinnerKeeper(TrackingService tracking, ArtifactStore artifacts, TimeProvider clock, TrainingJournal journal)
{
    /// <summary>Keeps the outcome of a search.</summary>
    /// <param name="runId">The run of the search.</param>
    /// <param name="target">The column that is predicted.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="giveUp">Ends the tries to store it.</param>
    /// <returns>How the job ends.</returns>
    public async Task<TrainingEnd> KeepAsync(string runId, string target, TrainerOutcome outcome, CancellationToken giveUp)
    {
        if (outcome.Model is not { } model)
        {
            string reason = outcome.Reason ?? "There is no model.";
            RunStatus ended = outcome.Cancelled ? RunStatus.Cancelled : RunStatus.Failed;
            await FinishAsync(runId, ended, outcome.Cancelled ? null : reason, giveUp).ConfigureAwait(false);
            return new TrainingEnd(outcome.Cancelled ? TrainingState.Cancelled : TrainingState.Failed, reason);
        }

        journal.Update(row => row.Stage = "saving the model");
        StoredArtifact stored = await StoreAsync(model, outcome.Cancelled, giveUp).ConfigureAwait(false);
        await DescribeAsync(runId, model, outcome, giveUp).ConfigureAwait(false);
        string signature = JsonSerializer.Serialize(model.Signature, ModelJson.Options);
        var summary = new ModelSummary(model.Metadata.Learner, outcome.Task, target, signature);
        await journal.KeepTryingAsync(() => tracking.SetModelAsync(runId, stored, summary, CancellationToken.None), giveUp).ConfigureAwait(false);
        journal.Log($"The model ({model.Metadata.Learner}) is kept: {stored.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes.");
        await FinishAsync(runId, outcome.Cancelled ? RunStatus.Cancelled : RunStatus.Finished, null, giveUp).ConfigureAwait(false);
        return new TrainingEnd(outcome.Cancelled ? TrainingState.Cancelled : TrainingState.Succeeded, null);
    }

    /// <summary>Ends a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="status">How it ends.</param>
    /// <param name="error">Why it has failed, or null.</param>
    /// <param name="giveUp">Ends the tries to store it.</param>
    public Task FinishAsync(string runId, RunStatus status, string? error, CancellationToken giveUp) =>
        journal.KeepTryingAsync(() => tracking.FinishAsync(runId, status, error, CancellationToken.None), giveUp);

    private async Task<StoredArtifact> StoreAsync(TrainedModel model, bool quick, CancellationToken giveUp)
    {
        byte[] bytes = ModelArtifact.ToBytes(model, quick);
        StoredArtifact stored = null!;
        await journal.KeepTryingAsync(
            async () => stored = await artifacts.PutAsync(new MemoryStream(bytes, writable: false), CancellationToken.None).ConfigureAwait(false), giveUp)
            .ConfigureAwait(false);
        return stored;
    }

    private async Task DescribeAsync(string runId, TrainedModel model, TrainerOutcome outcome, CancellationToken giveUp)
    {
        Dictionary<string, string> parameters = WinnerFigures.Parameters(model, outcome.Task);
        await journal.KeepTryingAsync(() => tracking.LogParametersAsync(runId, parameters, CancellationToken.None), giveUp).ConfigureAwait(false);
        MetricPoint[] points = WinnerFigures.Metrics(model, outcome, clock.GetUtcNow());
        await journal.KeepTryingAsync(() => tracking.LogMetricsAsync(runId, points, CancellationToken.None), giveUp).ConfigureAwait(false);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["metrics_source"] = model.Metadata.MetricsSource,
            ["refitted"] = outcome.Refitted ? "true" : "false",
        };
        await journal.KeepTryingAsync(() => tracking.SetTagsAsync(runId, tags, Actor.Program("training"), CancellationToken.None), giveUp).ConfigureAwait(false);
        foreach ((string path, byte[] content) in CurveFiles.Of(outcome.Curves, model.Metadata.Importance, "permutation"))
        {
            await journal.KeepTryingAsync(
                () => tracking.AddArtifactAsync(runId, path, "application/json", content, CancellationToken.None), giveUp).ConfigureAwait(false);
        }
    }
}
