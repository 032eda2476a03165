using System.Text.Json;

namespace MlOpsDashboard.Api.Predict;

/// <summary>An answer as the contract describes it. It is here for OpenAPI: the serving path writes the bytes itself.</summary>
internal sealed record PredictReply(
    string RequestId,
    JsonElement Prediction,
    double? Confidence,
    IReadOnlyDictionary<string, double>? Probabilities,
    string ModelName,
    int ModelVersion,
    string ModelStage,
    string Route,
    double LatencyMs,
    ExplanationReply? Explanation);
