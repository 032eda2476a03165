using MlOpsDashboard.Core.Serving.Predicting;

namespace MlOpsDashboard.Api.Predict;

/// <summary>How serving does.</summary>
internal sealed record PredictHealthReply(string Status, IReadOnlyList<LoadedModelReply> Models, IReadOnlyDictionary<string, string> Problems, PredictLogReply Log)
{
    public static PredictHealthReply Of(ServingHealth health) => new(
        health.Healthy ? "healthy" : "degraded",
        [.. health.Production.Concat(health.Pinned).Select(LoadedModelReply.Of)],
        health.Problems,
        new PredictLogReply(health.Accepted, health.Stored, health.Accepted - health.Stored, health.LogCapacity));
}
