using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MlOpsDashboard.Core.Registry;

/// <summary>Keeps a dictionary of numbers as JSON, NaN and infinities as words.</summary>
internal sealed class NumbersConverter() : ValueConverter<IReadOnlyDictionary<string, double>, string>(
    value => JsonSerializer.Serialize(value, s_options),
    text => JsonSerializer.Deserialize<Dictionary<string, double>>(text, s_options)!)
{
    private static readonly JsonSerializerOptions s_options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
