using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// The ways in which a column writes that a value is missing. An empty field is always one; ASCII letters count alike in upper and lower case.
/// Immutable; two sets with the same markers are equal.
/// </summary>
[JsonConverter(typeof(MissingSetConverter))]
public sealed class MissingSet : IEquatable<MissingSet>
{
    /// <summary>The longest marker, in bytes of UTF-8.</summary>
    public const int MaxBytes = 64;

    private readonly byte[][]? _markers;

    private MissingSet(IReadOnlyList<string> markers, byte[][]? bytes)
    {
        Markers = markers;
        _markers = bytes;
    }

    /// <summary>Nothing or blanks, NA, N/A, #N/A, null, ?, NaN.</summary>
    public static MissingSet Usual { get; } = new(MissingMarkers.All, null);

    /// <summary>The markers, the empty text first.</summary>
    public IReadOnlyList<string> Markers { get; }

    /// <summary>Whether this is <see cref="Usual"/>.</summary>
    public bool IsUsual => _markers is null;

    /// <summary>A set of markers.</summary>
    /// <param name="markers">Any number of texts; the empty text is added, and what stands around a text without being seen does not count.</param>
    /// <exception cref="ArgumentException">A marker is longer than <see cref="MaxBytes"/>.</exception>
    public static MissingSet Of(IEnumerable<string> markers)
    {
        ArgumentNullException.ThrowIfNull(markers);
        string[] distinct = [.. markers.Select(CellTrim.Of).Prepend("").DistinctBy(SmallLetters, StringComparer.Ordinal)];
        byte[][] bytes = Array.ConvertAll(distinct, Encoding.UTF8.GetBytes);
        return Array.Exists(bytes, marker => marker.Length > MaxBytes)
            ? throw new ArgumentException($"A marker for missing values may have at most {MaxBytes} bytes.", nameof(markers))
            : distinct.Select(SmallLetters).ToHashSet(StringComparer.Ordinal).SetEquals(MissingMarkers.All.Select(SmallLetters)) ? Usual : new MissingSet(distinct, bytes);
    }

    /// <summary>Which of <see cref="Markers"/> a value is, or −1.</summary>
    /// <param name="trimmed">UTF-8, as <see cref="CellTrim"/> leaves it.</param>
    public int IndexOf(ReadOnlySpan<byte> trimmed)
    {
        if (_markers is null)
        {
            return MissingMarkers.IndexOf(trimmed);
        }

        for (int i = 0; i < _markers.Length; i++)
        {
            if (AreAlike(trimmed, _markers[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a value is missing.</summary>
    /// <param name="trimmed">UTF-8, as <see cref="CellTrim"/> leaves it.</param>
    public bool Contains(ReadOnlySpan<byte> trimmed) => IndexOf(trimmed) >= 0;

    /// <summary>Whether a value is missing.</summary>
    /// <param name="trimmed">Characters, as <see cref="CellTrim"/> leaves them.</param>
    public bool Contains(ReadOnlySpan<char> trimmed)
    {
        if (_markers is null)
        {
            return MissingMarkers.IsMarker(trimmed);
        }

        Span<byte> utf8 = stackalloc byte[MaxBytes];
        return Encoding.UTF8.TryGetBytes(trimmed, utf8, out int written) && IndexOf(utf8[..written]) >= 0;
    }

    /// <inheritdoc/>
    public bool Equals(MissingSet? other) => other is not null && Markers.SequenceEqual(other.Markers, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MissingSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Markers.Aggregate(17, (hash, marker) => HashCode.Combine(hash, marker));

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Markers.Select(marker => marker.Length == 0 ? "(empty)" : marker));

    // Ascii.EqualsIgnoreCase refuses texts that are not ASCII throughout.
    private static bool AreAlike(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        for (int i = 0; i < one.Length; i++)
        {
            if (SmallLetter((char)one[i]) != SmallLetter((char)other[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string SmallLetters(string marker) => string.Create(marker.Length, marker, (small, text) =>
    {
        for (int i = 0; i < text.Length; i++)
        {
            small[i] = SmallLetter(text[i]);
        }
    });

    private static char SmallLetter(char character) => char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;

    private sealed class MissingSetConverter : JsonConverter<MissingSet>
    {
        public override MissingSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Of(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, MissingSet value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (string marker in value.Markers)
            {
                writer.WriteStringValue(marker);
            }

            writer.WriteEndArray();
        }
    }
}
