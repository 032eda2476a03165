using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Writes what clients sent as a data file writes it: the data's own words for categories, ISO dates, nothing for missing.</summary>
/// <param name="feature">What the model expected.</param>
internal sealed class CellText(FeatureSignature feature)
{
    private readonly FeatureCodec _codec = new(feature);

    /// <summary>A value as a field of a file.</summary>
    /// <param name="value">As the client sent it.</param>
    public string Of(JsonElement value)
    {
        string plain = Plain(value);
        FeatureValue sent = value.ValueKind == JsonValueKind.Number ? FeatureValue.Of(value.GetDouble()) : FeatureValue.Of(plain.AsSpan());
        if (plain.Length == 0 || _codec.IsMissing(sent))
        {
            return "";
        }

        if (_codec.TryEncode(sent, out double encoded) is not null || double.IsNaN(encoded))
        {
            return plain;
        }

        return feature.IsCoded ? encoded >= 0 ? feature.Categories[(int)encoded] : plain
            : feature.Type == ColumnType.DateTime ? Date(encoded)
            : feature.KnownReading.Number is not null && value.ValueKind == JsonValueKind.String ? encoded.ToString("R", CultureInfo.InvariantCulture)
            : plain;
    }

    /// <summary>A value as it was sent.</summary>
    /// <param name="value">A JSON scalar.</param>
    public static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => CellTrim.Of(value.GetString()!),
        _ => value.GetRawText(),
    };

    /// <summary>A date that every reader understands in one way.</summary>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z.</param>
    public static string Date(double seconds)
    {
        DateTime at = DateTime.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000));
        return at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);
    }
}
