using System.Buffers;

namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>Reads a column's fields as numbers of one format, until one of them is none.</summary>
/// <param name="format">The format.</param>
/// <param name="budget">How much is remembered.</param>
/// <param name="strict">Whether a field without the format's prefix or suffix is none.</param>
internal sealed class NumberTrack(NumberFormat format, ScanBudget budget, bool strict = true)
{
    private static readonly SearchValues<byte> s_plain = SearchValues.Create("0123456789.,"u8);

    /// <summary>The format.</summary>
    internal NumberFormat Format => format;

    /// <summary>Whether some field was no number of the format.</summary>
    internal bool IsLost { get; private set; }

    /// <summary>Whether some field had a mark between thousands.</summary>
    internal bool HasThousands { get; private set; }

    /// <summary>A hash of all values in order: two tracks with the same one have read the same.</summary>
    internal ulong Content { get; private set; }

    /// <summary>Range and mean.</summary>
    internal Moments Moments { get; } = new();

    /// <summary>The numbers.</summary>
    internal ValueSample Values { get; } = new(budget.Values);

    /// <summary>Takes a field into account.</summary>
    /// <param name="text">UTF-8, trimmed.</param>
    /// <param name="times">How often it came.</param>
    internal void Add(ReadOnlySpan<byte> text, long times = 1)
    {
        if (IsLost)
        {
            return;
        }

        if (!format.TryParse(text, out double value, out bool bare) || !float.IsFinite((float)value) || (strict && bare && value != 0))
        {
            IsLost = true;
            return;
        }

        HasThousands |= format.ThousandsMark is { } mark && (mark == ' ' ? HasBlank(text) : text.Contains((byte)mark) || (mark == '\'' && text.IndexOf("’"u8) >= 0));
        Content = ByteHash.Append(Content, ByteHash.Of(value));
        for (long i = 0; i < times; i++)
        {
            Moments.Add(value);
            Values.Add(value);
        }
    }

    private static bool HasBlank(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> digits = NumberShape.TryCut(text, out NumberShape shape) ? shape.Body : [];
        return digits.ContainsAnyExcept(s_plain);
    }
}
