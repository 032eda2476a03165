using System.Text.Json;

namespace MlOpsDashboard.Core.Learning.Values;

/// <summary>
/// One value as a client sent it: a JSON scalar or a cell of a file. Lives no longer than the buffer that it looks into.
/// </summary>
internal readonly ref struct FeatureValue
{
    private FeatureValue(JsonTokenType kind, double number, ReadOnlySpan<char> text, ReadOnlySpan<byte> raw)
    {
        Kind = kind;
        Number = number;
        Text = text;
        Raw = raw;
    }

    /// <summary>Null, True, False, Number or String.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>The number; infinite when it is beyond double.</summary>
    public double Number { get; }

    /// <summary>The string.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>The number as it stands in the JSON; empty where only the value is known.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>No value.</summary>
    public static FeatureValue Missing => new(JsonTokenType.Null, 0, default, default);

    /// <summary>A string.</summary>
    /// <param name="text">The characters.</param>
    public static FeatureValue Of(ReadOnlySpan<char> text) => new(JsonTokenType.String, 0, text, default);

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public static FeatureValue Of(double number) => new(JsonTokenType.Number, number, default, default);

    /// <summary>Yes or no.</summary>
    /// <param name="truth">Which.</param>
    public static FeatureValue Of(bool truth) => new(truth ? JsonTokenType.True : JsonTokenType.False, 0, default, default);

    /// <summary>Reads the scalar that a reader stands on.</summary>
    /// <param name="reader">Stands on a scalar.</param>
    /// <param name="scratch">Room for the text of a string, as many characters as it has bytes.</param>
    public static FeatureValue Of(in Utf8JsonReader reader, Span<char> scratch) => reader.TokenType switch
    {
        JsonTokenType.Number => new(
            JsonTokenType.Number, reader.TryGetDouble(out double number) ? number : double.PositiveInfinity, default, reader.HasValueSequence ? default : reader.ValueSpan),
        JsonTokenType.String => new(JsonTokenType.String, 0, scratch[..reader.CopyString(scratch)], default),
        _ => new(reader.TokenType, 0, default, default),
    };
}
