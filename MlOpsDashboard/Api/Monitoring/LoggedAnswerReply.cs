using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Monitoring.GroundTruth;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>A stored prediction.</summary>
/// <param name="RequestId">Names the prediction.</param>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelVersion">The version that answered.</param>
/// <param name="Route">Why this version answered.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Features">The features by name, as they were sent; null is missing.</param>
/// <param name="Prediction">The class, or the number.</param>
/// <param name="Confidence">The predicted class's probability; null for numbers.</param>
/// <param name="Margin">By how much the most probable class leads over the next, 0 to 1; null for numbers.</param>
/// <param name="Probabilities">The probability of each class; null for numbers.</param>
/// <param name="Actual">What turned out to be true; null while it is not known.</param>
/// <param name="LabelledAt">When that became known, UTC.</param>
public sealed record LoggedAnswerReply(
    string RequestId,
    string ModelName,
    int ModelVersion,
    string Route,
    DateTimeOffset At,
    IReadOnlyDictionary<string, JsonElement> Features,
    object Prediction,
    double? Confidence,
    double? Margin,
    IReadOnlyDictionary<string, double>? Probabilities,
    object? Actual,
    DateTimeOffset? LabelledAt)
{
    internal static LoggedAnswerReply Of(LoggedAnswer answer)
    {
        bool isNumber = answer.Margin is null;
        return new(
            answer.RequestId,
            answer.ModelName,
            answer.ModelVersion,
            answer.Route,
            answer.At,
            answer.Features.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            Value(answer.Prediction, isNumber),
            answer.Confidence,
            answer.Margin,
            answer.Probabilities?.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            answer.Actual is { } actual ? Value(actual, isNumber) : null,
            answer.LabelledAt);
    }

    private static object Value(string text, bool isNumber) =>
        isNumber && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : text;
}
