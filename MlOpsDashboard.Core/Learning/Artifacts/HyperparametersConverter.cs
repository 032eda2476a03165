using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Artifacts;

/// <summary>Hyper-parameters as a JSON object of numbers, words and booleans.</summary>
internal sealed class HyperparametersConverter : JsonConverter<Hyperparameters>
{
    public override Hyperparameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("Hyper-parameters must be an object.");
        }

        return new Hyperparameters(document.RootElement.EnumerateObject().Select(property => new KeyValuePair<string, object>(property.Name, ValueOf(property.Value))));
    }

    public override void Write(Utf8JsonWriter writer, Hyperparameters value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach ((string name, object item) in value.Values)
        {
            writer.WritePropertyName(name);
            if (item is double number && number == Math.Floor(number) && Math.Abs(number) < 1e15)
            {
                // 1.0 and not 1, so that it is read as a real number again.
                writer.WriteRawValue(number.ToString("F1", CultureInfo.InvariantCulture));
            }
            else
            {
                JsonSerializer.Serialize(writer, item, item.GetType(), options);
            }
        }

        writer.WriteEndObject();
    }

    private static object ValueOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetInt64(out long whole) ? whole : (object)element.GetDouble(),
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new JsonException("A hyper-parameter must be a number, a word or a boolean."),
    };
}
