using System.Text.Json;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Api.Training;

/// <summary>A trial that has ended.</summary>
public sealed record TrialReply(
    int Number, string Learner, JsonElement Hyperparameters, double? Value, string Outcome, double DurationSeconds, string? RunId)
{
    internal static TrialReply Of(TrainingTrial trial) => new(
        trial.Number,
        trial.Learner,
        JsonSerializer.Deserialize<JsonElement>(trial.Hyperparameters),
        trial.Value,
        trial.Outcome,
        trial.Seconds,
        trial.RunId);
}
