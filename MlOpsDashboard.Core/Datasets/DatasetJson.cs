using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>How data sets are written as JSON, in the database and in artifacts.</summary>
internal static class DatasetJson
{
    internal static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
