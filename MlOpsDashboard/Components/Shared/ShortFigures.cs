using System.Globalization;
using System.Text.RegularExpressions;

namespace MlOpsDashboard.Components.Shared;

/// <summary>Numbers that were written with all their digits, in few of them.</summary>
public static partial class ShortFigures
{
    private const int Digits = 6;

    /// <summary>The words with at most six significant digits in each decimal fraction; whole numbers, versions and names stay as they are.</summary>
    /// <param name="words">A value as it was written.</param>
    public static string In(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Fraction().Replace(words, match => match.Value.Count(char.IsAsciiDigit) <= Digits
            ? match.Value
            : Of(double.Parse(match.Value, CultureInfo.InvariantCulture)));
    }

    /// <summary>
    /// A number with at most six significant digits and no zeros at the end, but with all digits before its point. This is less than 32 bits
    /// hold, so that the dust of those is gone: 505.34 and not 505.339996.
    /// </summary>
    /// <param name="number">A finite number.</param>
    public static string Of(double number)
    {
        double size = Math.Abs(number);
        if (size is > 0 and (< 1e-4 or >= 1e15))
        {
            return number.ToString("0.#####e+0", CultureInfo.InvariantCulture);
        }

        int decimals = size > 0 ? Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 15) : 0;
        return Math.Round(number, decimals).ToString("0.###############", CultureInfo.InvariantCulture);
    }

    // Not a part of a version such as 10.0.1 or of a word.
    [GeneratedRegex(@"(?<![\w.-])-?\d+\.\d+(?:[eE][+-]?\d+)?(?![\w.])", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();
}
