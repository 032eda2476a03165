using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Explanation;

namespace MlOpsDashboard.Core.Serving.Explaining;

/// <summary>Writes the explanation of an answer in the form of the REST contract.</summary>
internal static class ExplanationWriter
{
    /// <summary>Writes one explanation, the largest contributions first.</summary>
    /// <param name="writer">Takes the object.</param>
    /// <param name="explanation">The explanation.</param>
    /// <param name="signature">What the model expects.</param>
    /// <param name="features">The features as the client sent them: an object, or an array in the order of the signature.</param>
    public static void Write(Utf8JsonWriter writer, RowExplanation explanation, ModelSignature signature, ReadOnlySpan<byte> features)
    {
        var reader = new Utf8JsonReader(features);
        JsonElement sent = JsonElement.ParseValue(ref reader);
        writer.WriteStartObject();
        writer.WriteString("method"u8, Name(explanation.Method));
        writer.WriteString("space"u8, Name(explanation.Space));
        writer.WriteString("class"u8, signature.Classes.Count == 0 ? null : signature.Classes[explanation.Class]);
        writer.WriteNumber("base_value"u8, explanation.BaseValue);
        writer.WriteNumber("output"u8, explanation.Output);
        if (explanation.BeforeCalibration)
        {
            writer.WriteBoolean("before_calibration"u8, true);
        }

        writer.WriteStartArray("contributions"u8);
        foreach (int i in Enumerable.Range(0, signature.Features.Count).OrderByDescending(i => Math.Abs(explanation.Contributions[i])))
        {
            writer.WriteStartObject();
            writer.WriteString("feature"u8, signature.Features[i].Name);
            writer.WritePropertyName("value"u8);
            WriteSent(writer, sent, signature.Features[i].Name, i);
            writer.WriteNumber("contribution"u8, explanation.Contributions[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The contract's name of a method or a space.</summary>
    /// <typeparam name="T">Which of them.</typeparam>
    /// <param name="value">The value.</param>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static void WriteSent(Utf8JsonWriter writer, JsonElement sent, string name, int position)
    {
        if (sent.ValueKind == JsonValueKind.Array)
        {
            sent[position].WriteTo(writer);
        }
        else if (sent.TryGetProperty(name, out JsonElement value))
        {
            value.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
