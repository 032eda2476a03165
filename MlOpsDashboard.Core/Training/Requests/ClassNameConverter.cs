using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>Reads the name of a class from a string, a number or a boolean, as it stands there; writes a string.</summary>
internal sealed class ClassNameConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                using (var token = JsonDocument.ParseValue(ref reader))
                {
                    return token.RootElement.GetRawText();
                }

            default:
                throw new JsonException("A class is a string, a number or a boolean.");
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
