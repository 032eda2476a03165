using System.Globalization;
using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>Reads numbers as data files write them: sign, digits, decimal point, exponent. No thousands separators, no hexadecimal.</summary>
public static class NumberText
{
    private const int ExactDigits = 15;

    private static readonly double[] s_powersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads a number.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <param name="value">The number; may be infinite when the digits are beyond the range of a double.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        Span<byte> utf8 = stackalloc byte[128];
        if (text.Length > utf8.Length || Ascii.FromUtf16(text, utf8, out int written) != System.Buffers.OperationStatus.Done)
        {
            value = 0;
            return false;
        }

        return TryParse(utf8[..written], out value);
    }

    /// <summary>Reads a number.</summary>
    /// <param name="text">UTF-8 without blanks around it.</param>
    /// <param name="value">The number; may be infinite when the digits are beyond the range of a double.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        // Up to 15 digits and a power of ten of at most 22 are exact as doubles, so that one division rounds correctly (Clinger 1990).
        int at = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        long mantissa = 0;
        int digits = 0;
        int decimals = -1;
        for (int i = at; i < text.Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
                decimals += decimals >= 0 ? 1 : 0;
            }
            else if (text[i] == (byte)'.' && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                return TryParseSlowly(text, at, digits, out value);
            }

            if (digits > ExactDigits)
            {
                return TryParseSlowly(text, at, digits, out value);
            }
        }

        value = decimals > 0 ? mantissa / s_powersOfTen[decimals] : mantissa;
        value = text.Length > 0 && text[0] == (byte)'-' ? -value : value;
        return digits > 0;
    }

    /// <summary>Whether a field is a word for infinity, such as <c>inf</c> or <c>-Infinity</c>.</summary>
    /// <param name="text">UTF-8 without blanks around it.</param>
    internal static bool IsInfinityWord(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> word = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        return Ascii.EqualsIgnoreCase(word, "inf"u8) || Ascii.EqualsIgnoreCase(word, "infinity"u8) || word.SequenceEqual("∞"u8);
    }

    /// <summary>Whether a number is written like a code, with a leading zero that would be lost: <c>007</c>.</summary>
    /// <param name="number">The text of a number.</param>
    internal static bool HasLeadingZero(ReadOnlySpan<byte> number) =>
        number.Length > 1 && number[0] == (byte)'0' && number[1] is >= (byte)'0' and <= (byte)'9';

    /// <summary>Whether a number is a whole one of so many digits that a double is another one: <c>12345678901234567891</c>.</summary>
    /// <param name="number">The text of a number.</param>
    /// <param name="value">The number.</param>
    internal static bool IsInexactInteger(ReadOnlySpan<byte> number, double value)
    {
        if (number.Length <= ExactDigits)
        {
            return false;
        }

        ReadOnlySpan<byte> digits = number[0] is (byte)'-' or (byte)'+' ? number[1..] : number;
        if (digits.Length <= ExactDigits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') || double.IsInfinity(value))
        {
            return false;
        }

        string exact = Math.Abs(value).ToString("F0", CultureInfo.InvariantCulture);
        return !exact.AsSpan().SequenceEqual(Encoding.ASCII.GetString(digits.TrimStart((byte)'0')));
    }

    // The first character was a sign, a digit or a point, or there is no number: the framework's words for NaN and infinity are not ours.
    private static bool TryParseSlowly(ReadOnlySpan<byte> text, int at, int digitsSeen, out double value)
    {
        value = 0;
        return (digitsSeen > 0 || text[at] == (byte)'.')
            && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }
}
