using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlOpsDashboard.Core;

/// <summary>Names the last row of a page by the values that order its listing, so that the next page begins behind it even if it is gone by then.</summary>
public sealed class PageKey
{
    private const int MostLength = 6000;

    // Nothing is shown of it: letters of other scripts need not be six characters each.
    private static readonly JsonSerializerOptions s_short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string?[] _parts;

    /// <summary>Makes a key.</summary>
    /// <param name="listing">The listing and its order, so that a cursor of another one is refused.</param>
    /// <param name="values">The values of the row, in the order in which they count.</param>
    public PageKey(string listing, params ReadOnlySpan<string?> values) => _parts = [listing, .. values];

    private PageKey(string?[] parts) => _parts = parts;

    /// <summary>Writes a number so that <see cref="Number"/> reads it.</summary>
    /// <param name="value">The number.</param>
    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a cursor.</summary>
    /// <param name="cursor">What a caller sent.</param>
    /// <exception cref="InvalidException">It is not one of ours.</exception>
    public static PageKey Parse(string cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        try
        {
            if (cursor.Length <= MostLength
                && Base64Url.IsValid(cursor)
                && JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(cursor)) is [not null, ..] parts
                && Array.TrueForAll(parts, part => part?.Contains('\0', StringComparison.Ordinal) != true))
            {
                return new PageKey(parts);
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw Foreign();
    }

    /// <summary>The key if it is of a listing.</summary>
    /// <param name="listing">The listing and its order.</param>
    /// <param name="values">How many values its keys have.</param>
    /// <exception cref="InvalidException">It is of another one.</exception>
    public PageKey Of(string listing, int values) => _parts[0] == listing && _parts.Length == values + 1 ? this : throw Foreign();

    /// <summary>A value.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <exception cref="InvalidException">It is missing.</exception>
    public string Text(int index) => _parts[index + 1] ?? throw Foreign();

    /// <summary>A value that may be null.</summary>
    /// <param name="index">Which one, from 0.</param>
    public string? TextOrNull(int index) => _parts[index + 1];

    /// <summary>A value that is a whole number.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <exception cref="InvalidException">It is none.</exception>
    public long Number(int index) =>
        long.TryParse(_parts[index + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : throw Foreign();

    /// <summary>A value that is a whole number of 32 bits.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <exception cref="InvalidException">It is none.</exception>
    public int Small(int index) => Number(index) is var number && number is >= int.MinValue and <= int.MaxValue ? (int)number : throw Foreign();

    /// <summary>A value that is a time, as its UTC ticks.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <exception cref="InvalidException">It is none.</exception>
    public DateTimeOffset Time(int index) =>
        Number(index) is var ticks && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Foreign();

    /// <summary>The cursor as callers see it.</summary>
    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(_parts, s_short));

    internal static InvalidException Foreign() => new("cursor", "cursor is not one that this listing gave out.");
}
