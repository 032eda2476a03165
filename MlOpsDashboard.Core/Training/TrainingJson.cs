using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Training;

/// <summary>How requests and artifacts of training are written as JSON.</summary>
internal static class TrainingJson
{
    /// <summary>snake_case; nothing is written for null.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
