using System.Globalization;
using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// Gives numbers one spelling, digit by digit: 1, 1.0 and +1.00 are 1. Words that merely look like numbers keep theirs: 1E1, 007 and 0x1F are codes.
/// </summary>
internal static class PlainDecimal
{
    private const int MaxBytes = 128;
    private const double MostExact = 1e15;

    /// <summary>The one spelling of a number without an exponent and without leading zeros.</summary>
    /// <param name="text">UTF-8, trimmed.</param>
    /// <returns>Null when the text is no such number.</returns>
    internal static string? Of(ReadOnlySpan<byte> text)
    {
        bool negative = text.Length > 0 && text[0] == (byte)'-';
        ReadOnlySpan<byte> digits = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        int point = digits.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<byte> decimals = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty || text.Length > MaxBytes || NumberText.HasLeadingZero(whole)
            || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') || decimals.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return null;
        }

        decimals = decimals.TrimEnd((byte)'0');
        string plain = Encoding.ASCII.GetString(whole) + (decimals.IsEmpty ? "" : "." + Encoding.ASCII.GetString(decimals));
        return negative && plain != "0" ? "-" + plain : plain;
    }

    /// <summary>The one spelling of a number that a text spells.</summary>
    /// <param name="text">Characters, trimmed.</param>
    /// <returns>Null when the text is no such number.</returns>
    internal static string? Of(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[MaxBytes];
        return Encoding.UTF8.TryGetBytes(text, utf8, out int written) ? Of(utf8[..written]) : null;
    }

    /// <summary>The one spelling of a JSON number, in which an exponent is only a way to write it.</summary>
    /// <param name="raw">The number as it stands in the JSON; empty where only the value is known.</param>
    /// <param name="value">Its value.</param>
    internal static string? OfNumber(ReadOnlySpan<byte> raw, double value) => Of(raw)
        ?? (Math.Abs(value) < MostExact ? Of(value.ToString(value == Math.Floor(value) ? "F0" : "R", CultureInfo.InvariantCulture).AsSpan()) : null);
}
