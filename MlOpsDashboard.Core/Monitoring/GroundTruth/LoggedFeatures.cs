using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Reads the features of the prediction log.</summary>
internal static class LoggedFeatures
{
    private static readonly JsonElement s_null = JsonSerializer.SerializeToElement<object?>(null);

    /// <summary>The features by name.</summary>
    /// <param name="json">An object by name, or an array in signature order, as the client sent it.</param>
    /// <param name="signature">What the version expected; null when it is gone.</param>
    /// <returns>In signature order, null for missing; without a signature as they were sent.</returns>
    public static IReadOnlyList<KeyValuePair<string, JsonElement>> Read(string json, ModelSignature? signature)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement.Clone();
        if (root.ValueKind == JsonValueKind.Array)
        {
            return [.. root.EnumerateArray().Select((value, i) => KeyValuePair.Create(
                signature is not null && i < signature.Features.Count ? signature.Features[i].Name : $"{i + 1}", value))];
        }

        return signature is null
            ? [.. root.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value))]
            : [.. signature.Features.Select(feature => KeyValuePair.Create(
                feature.Name, root.TryGetProperty(feature.Name, out JsonElement value) ? value : s_null))];
    }

    /// <summary>A value that was sent, by its name, whether the model looks at it or not.</summary>
    /// <param name="json">As for <see cref="Read"/>.</param>
    /// <param name="signature">What the version expected.</param>
    public static Dictionary<string, JsonElement> ByName(string json, ModelSignature signature)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in root.EnumerateObject())
            {
                values[property.Name] = property.Value.Clone();
            }

            return values;
        }

        foreach ((string name, JsonElement value) in Read(json, signature))
        {
            values[name] = value;
        }

        return values;
    }
}
