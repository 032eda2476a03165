using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>Keeps a dictionary of texts as JSON.</summary>
internal sealed class TextsConverter() : ValueConverter<IReadOnlyDictionary<string, string>, string>(
    value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
    text => JsonSerializer.Deserialize<Dictionary<string, string>>(text, JsonSerializerOptions.Default)!);
