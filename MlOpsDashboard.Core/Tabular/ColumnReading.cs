using System.Text;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// How the text of a column becomes a value: what counts as missing, and for numbers and dates how they are written. Found when a table is
/// stored, kept with it and with each model that learns from it, and the only code that reads a value, whichever way it comes. Immutable.
/// </summary>
public sealed record ColumnReading
{
    // Longer texts are neither numbers nor dates.
    private const int MaxBytes = 128;

    /// <summary>What the values mean.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>What counts as missing.</summary>
    public MissingSet Missing { get; init; } = MissingSet.Usual;

    /// <summary>How numbers are written; null is <see cref="NumberFormat.Plain"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NumberFormat? Number { get; init; }

    /// <summary>How dates are written; null is <see cref="DateFormat.Unambiguous"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateFormat? Date { get; init; }

    /// <summary>For a boolean column the word that means yes, where it is none of the usual ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Yes { get; init; }

    /// <summary>For a boolean column the word that means no, where it is none of the usual ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? No { get; init; }

    /// <summary>
    /// Whether infinite numbers, and those beyond the range of a 32-bit float, count as missing: set where the column had some when it was stored.
    /// Elsewhere they are refused.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool InfiniteIsMissing { get; init; }

    /// <summary>Whether a column of this type is read so without anybody saying anything.</summary>
    [JsonIgnore]
    public bool IsUsual => Missing.IsUsual && Number is null && Date is null && Yes is null && !InfiniteIsMissing;

    /// <summary>The format as a text that uploads take: an example of a number, a pattern of a date, <c>yes/no</c>; null where there is nothing to say.</summary>
    [JsonIgnore]
    public string? Format => Type switch
    {
        ColumnType.Numeric => Number?.ToString(),
        ColumnType.DateTime => (Date ?? DateFormat.Unambiguous).ToString(),
        ColumnType.Boolean when Yes is not null => $"{Yes}/{No}",
        _ => null,
    };

    /// <summary>The usual reading of a type.</summary>
    /// <param name="type">What the values mean.</param>
    public static ColumnReading Usual(ColumnType type) => new() { Type = type };

    /// <summary>Whether a value is missing.</summary>
    /// <param name="text">UTF-8; what stands around it without being seen does not count.</param>
    public bool IsMissing(ReadOnlySpan<byte> text) => Missing.Contains(CellTrim.Of(text));

    /// <summary>Whether a value is missing.</summary>
    /// <param name="text">Characters; what stands around it without being seen does not count.</param>
    public bool IsMissing(ReadOnlySpan<char> text) => Missing.Contains(CellTrim.Of(text));

    /// <summary>Whether a number is missing because it is infinite, or beyond the range of a 32-bit float.</summary>
    /// <param name="value">The number.</param>
    public bool IsMissing(double value) => InfiniteIsMissing && !float.IsFinite((float)value);

    /// <summary>Whether a text is missing because it is an infinite number, or one beyond the range of a 32-bit float.</summary>
    /// <param name="text">Characters; what stands around it without being seen does not count.</param>
    public bool IsInfiniteMissing(ReadOnlySpan<char> text)
    {
        if (!InfiniteIsMissing)
        {
            return false;
        }

        if (TryNumber(text, out double value))
        {
            return IsMissing(value);
        }

        Span<byte> utf8 = stackalloc byte[MaxBytes];
        return Encoding.UTF8.TryGetBytes(CellTrim.Of(text), utf8, out int written) && NumberText.IsInfinityWord(utf8[..written]);
    }

    /// <summary>Reads a number.</summary>
    /// <param name="trimmed">UTF-8, as <see cref="CellTrim"/> leaves it.</param>
    /// <param name="value">The number; may be infinite.</param>
    public bool TryNumber(ReadOnlySpan<byte> trimmed, out double value) =>
        Number is null ? NumberText.TryParse(trimmed, out value) : Number.TryParse(trimmed, out value);

    /// <summary>Reads a number.</summary>
    /// <param name="text">Characters; what stands around it without being seen does not count.</param>
    /// <param name="value">The number; may be infinite.</param>
    public bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        if (Number is null)
        {
            return NumberText.TryParse(CellTrim.Of(text), out value);
        }

        value = 0;
        Span<byte> utf8 = stackalloc byte[MaxBytes];
        return Encoding.UTF8.TryGetBytes(CellTrim.Of(text), utf8, out int written) && TryNumber(utf8[..written], out value);
    }

    /// <summary>Reads a date.</summary>
    /// <param name="trimmed">UTF-8, as <see cref="CellTrim"/> leaves it.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z.</param>
    public bool TryDate(ReadOnlySpan<byte> trimmed, out double seconds) => (Date ?? DateFormat.Unambiguous).TryParse(trimmed, out seconds);

    /// <summary>Reads a date.</summary>
    /// <param name="text">Characters; what stands around it without being seen does not count.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z.</param>
    public bool TryDate(ReadOnlySpan<char> text, out double seconds)
    {
        seconds = double.NaN;
        Span<byte> utf8 = stackalloc byte[MaxBytes];
        return Encoding.UTF8.TryGetBytes(CellTrim.Of(text), utf8, out int written) && TryDate(utf8[..written], out seconds);
    }

    /// <summary>Whether a text is two different dates, and this reading does not say which.</summary>
    /// <param name="text">Characters; what stands around it without being seen does not count.</param>
    public bool IsAmbiguousDate(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[MaxBytes];
        return Encoding.UTF8.TryGetBytes(CellTrim.Of(text), utf8, out int written) && (Date ?? DateFormat.Unambiguous).IsAmbiguous(utf8[..written]);
    }
}
