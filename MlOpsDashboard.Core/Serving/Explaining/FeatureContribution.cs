using System.Text.Json;

namespace MlOpsDashboard.Core.Serving.Explaining;

/// <summary>What one feature contributes to an answer.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Value">Its value as it was sent; null for missing.</param>
/// <param name="Contribution">By how much it moves the answer, in the explanation's unit.</param>
public sealed record FeatureContribution(string Feature, string? Value, double Contribution)
{
    internal static FeatureContribution Parse(JsonElement json)
    {
        JsonElement value = json.GetProperty("value");
        return new FeatureContribution(
            json.GetProperty("feature").GetString()!,
            value.ValueKind is JsonValueKind.Null ? null : value.ToString(),
            json.GetProperty("contribution").GetDouble());
    }
}
