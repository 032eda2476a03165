using System.Globalization;
using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// Gives numbers one spelling, digit by digit: 1, 1.0 and +1.00 are 1. Words that merely look like numbers keep theirs: 1E1, 007 and 0x1F are codes.
/// </summary>
internal static class PlainDecimal
{
    /// <summary>The longest number, in characters.</summary>
    internal const int MostCharacters = 128;

    private const double MostExact = 1e15;

    /// <summary>The one spelling of a number without an exponent and without leading zeros.</summary>
    /// <param name="text">Characters, trimmed.</param>
    /// <param name="plain">Takes <see cref="MostCharacters"/>.</param>
    /// <returns>The spelling's length; 0 when the text is no such number.</returns>
    internal static int Write(ReadOnlySpan<char> text, Span<char> plain)
    {
        bool negative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<char> digits = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> decimals = point < 0 ? [] : digits[(point + 1)..].TrimEnd('0');
        if (whole.IsEmpty || text.Length > MostCharacters || (whole.Length > 1 && whole[0] == '0')
            || whole.ContainsAnyExceptInRange('0', '9') || decimals.ContainsAnyExceptInRange('0', '9'))
        {
            return 0;
        }

        int length = 0;
        if (negative && (whole is not "0" || !decimals.IsEmpty))
        {
            plain[length++] = '-';
        }

        whole.CopyTo(plain[length..]);
        length += whole.Length;
        if (!decimals.IsEmpty)
        {
            plain[length++] = '.';
            decimals.CopyTo(plain[length..]);
            length += decimals.Length;
        }

        return length;
    }

    /// <summary>The one spelling of a JSON number, in which an exponent is only a way to write it.</summary>
    /// <param name="raw">The number as it stands in the JSON; empty where only the value is known.</param>
    /// <param name="value">Its value.</param>
    /// <param name="plain">Takes <see cref="MostCharacters"/>.</param>
    /// <returns>The spelling's length; 0 when there is none.</returns>
    internal static int WriteNumber(ReadOnlySpan<byte> raw, double value, Span<char> plain)
    {
        Span<char> text = stackalloc char[MostCharacters];
        int length = raw.IsEmpty || !Encoding.ASCII.TryGetChars(raw, text, out int written) ? 0 : Write(text[..written], plain);
        return length > 0 || Math.Abs(value) >= MostExact || !value.TryFormat(text, out int digits, value == Math.Floor(value) ? "F0" : "R", CultureInfo.InvariantCulture)
            ? length
            : Write(text[..digits], plain);
    }

    /// <summary>The one spelling of a number, or null when the text is none.</summary>
    /// <param name="text">A text, trimmed.</param>
    internal static string? Of(string text)
    {
        Span<char> plain = stackalloc char[MostCharacters];
        int length = Write(text, plain);
        return length == 0 ? null : plain[..length].ToString();
    }
}
