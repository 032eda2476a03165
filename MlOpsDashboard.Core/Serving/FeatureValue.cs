using System.Text.Json;

namespace MlOpsDashboard.Core.Serving;

/// <summary>
/// One value as a client sent it: a JSON scalar or a cell of a file. Lives no longer than the buffer that it looks into.
/// </summary>
internal readonly ref struct FeatureValue
{
    private FeatureValue(JsonTokenType kind, double number, ReadOnlySpan<char> text)
    {
        Kind = kind;
        Number = number;
        Text = text;
    }

    /// <summary>Null, True, False, Number or String.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>The number; infinite when it is beyond double.</summary>
    public double Number { get; }

    /// <summary>The string.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>No value.</summary>
    public static FeatureValue Missing => new(JsonTokenType.Null, 0, default);

    /// <summary>A string.</summary>
    /// <param name="text">The characters.</param>
    public static FeatureValue Of(ReadOnlySpan<char> text) => new(JsonTokenType.String, 0, text);

    /// <summary>Reads the scalar that a reader stands on.</summary>
    /// <param name="reader">Stands on a scalar.</param>
    /// <param name="scratch">Room for the text of a string, as many characters as it has bytes.</param>
    public static FeatureValue Of(in Utf8JsonReader reader, Span<char> scratch) => reader.TokenType switch
    {
        JsonTokenType.Number => new(JsonTokenType.Number, reader.TryGetDouble(out double number) ? number : double.PositiveInfinity, default),
        JsonTokenType.String => new(JsonTokenType.String, 0, scratch[..reader.CopyString(scratch)]),
        _ => new(reader.TokenType, 0, default),
    };
}
