using System.Text.Json;
using System.Text.Json.Serialization;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Api;

/// <summary>Reads and writes roles by their names, a former name of one included, which the converter of enumerations cannot.</summary>
internal sealed class UserRoleConverter : JsonConverter<UserRole>
{
    /// <inheritdoc/>
    public override UserRole Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && RoleWords.TryParse(reader.GetString(), out UserRole role)
            ? role
            : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, UserRole value, JsonSerializerOptions options) => writer.WriteStringValue(RoleWords.Name(value));
}
