using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Components.Charts;

/// <summary>
/// Writes what Plotly reads. The bytes go to the browser as they are, because the JSON of the JS interop itself fails on
/// NaN, which is how a gap looks in our numbers.
/// </summary>
internal static class PlotlyJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new GapConverter<double>(), new GapConverter<float>() },
    };

    /// <summary>The value as UTF-8 JSON: camel case, members that are null left out, NaN and infinities as null.</summary>
    public static byte[] Write(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), _options);
}
