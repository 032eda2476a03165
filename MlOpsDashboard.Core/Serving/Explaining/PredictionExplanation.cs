using System.Text.Json;
using MlOpsDashboard.Core.Learning.Explanation;

namespace MlOpsDashboard.Core.Serving.Explaining;

/// <summary>Why a prediction came out as it did, as <c>POST /api/predict</c> tells with <c>explain</c>.</summary>
/// <param name="Method">How the contributions were found.</param>
/// <param name="Space">Their unit.</param>
/// <param name="Class">The class that is explained; null for a regression.</param>
/// <param name="BaseValue">What the model answers when nothing is known.</param>
/// <param name="Output">What it answers for the row.</param>
/// <param name="Contributions">The largest first.</param>
public sealed record PredictionExplanation(
    ExplanationMethod Method,
    ExplanationSpace Space,
    string? Class,
    double BaseValue,
    double Output,
    IReadOnlyList<FeatureContribution> Contributions)
{
    /// <summary>Whether it is of what the model says before its probabilities are calibrated.</summary>
    public bool BeforeCalibration { get; init; }

    internal static PredictionExplanation? Parse(JsonElement json) => json.ValueKind != JsonValueKind.Object
        ? null
        : new PredictionExplanation(
            Value<ExplanationMethod>(json.GetProperty("method")),
            Value<ExplanationSpace>(json.GetProperty("space")),
            json.GetProperty("class").GetString(),
            json.GetProperty("base_value").GetDouble(),
            json.GetProperty("output").GetDouble(),
            [.. json.GetProperty("contributions").EnumerateArray().Select(FeatureContribution.Parse)])
        {
            BeforeCalibration = json.TryGetProperty("before_calibration", out JsonElement before) && before.GetBoolean(),
        };

    private static T Value<T>(JsonElement json)
        where T : struct, Enum => Enum.GetValues<T>().First(value => ExplanationWriter.Name(value) == json.GetString());
}
