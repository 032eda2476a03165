using System.Text.Json;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Explaining;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>The answer to a prediction, as <c>POST /api/predict</c> gives it.</summary>
/// <param name="RequestId">Names the prediction, for feedback later.</param>
/// <param name="Prediction">The class, or the number in invariant form.</param>
/// <param name="Confidence">The class's probability; null for regression.</param>
/// <param name="Probabilities">The probability of every class, in the signature's order; null for regression.</param>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelVersion">The version that answered.</param>
/// <param name="ModelStage">The stage of that version.</param>
/// <param name="Route">Why that version answered.</param>
/// <param name="LatencyMs">Milliseconds in the server.</param>
/// <param name="Explanation">Why it came out so; null when that was not asked for.</param>
public sealed record PredictionAnswer(
    string RequestId,
    string Prediction,
    double? Confidence,
    IReadOnlyList<KeyValuePair<string, double>>? Probabilities,
    string ModelName,
    int ModelVersion,
    ModelStage ModelStage,
    string Route,
    double LatencyMs,
    PredictionExplanation? Explanation = null)
{
    internal static PredictionAnswer Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        JsonElement answer = JsonElement.ParseValue(ref reader);
        JsonElement prediction = answer.GetProperty("prediction");
        JsonElement probabilities = answer.GetProperty("probabilities");
        bool classified = probabilities.ValueKind == JsonValueKind.Object;
        return new PredictionAnswer(
            answer.GetProperty("request_id").GetString()!,
            prediction.ValueKind == JsonValueKind.String ? prediction.GetString()! : prediction.GetRawText(),
            classified ? answer.GetProperty("confidence").GetDouble() : null,
            classified ? [.. probabilities.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetDouble()))] : null,
            answer.GetProperty("model_name").GetString()!,
            answer.GetProperty("model_version").GetInt32(),
            StageRules.ParseTarget(answer.GetProperty("model_stage").GetString(), "model_stage"),
            answer.GetProperty("route").GetString()!,
            answer.GetProperty("latency_ms").GetDouble(),
            PredictionExplanation.Parse(answer.GetProperty("explanation")));
    }
}
