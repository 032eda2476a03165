using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Deployments;

/// <summary>How roll-outs and A/B tests are written into the database.</summary>
internal static class TrafficJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };
}
