using System.Buffers;
using System.Text;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// How a column writes its numbers: the marks between digits and what stands around them. A number keeps the value of its digits: 12 % is 12.
/// Immutable.
/// </summary>
public sealed record NumberFormat
{
    private const int MaxBytes = 128;

    private static readonly SearchValues<byte> s_exponent = SearchValues.Create("+-0123456789"u8);

    /// <summary>1234.5, as programs write it: no mark for thousands, nothing around the digits.</summary>
    public static NumberFormat Plain { get; } = new();

    /// <summary>What stands before the decimals: a point or a comma.</summary>
    public char DecimalMark { get; init; } = '.';

    /// <summary>
    /// What stands between groups of three digits: a comma, a point, an apostrophe, or a blank, which stands for every kind of blank. Null where the
    /// column has none; the other of comma and point is then still taken where decimals follow, since <c>1,234.5</c> can mean only one thing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public char? ThousandsMark { get; init; }

    /// <summary>What may stand before the digits, such as <c>$</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Prefix { get; init; }

    /// <summary>What may stand behind the digits, such as <c>%</c> or <c>kg</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Suffix { get; init; }

    /// <summary>Whether this is <see cref="Plain"/>. Any other format also takes brackets around a negative number, and a minus behind it.</summary>
    [JsonIgnore]
    public bool IsPlain => DecimalMark == '.' && ThousandsMark is null && Prefix is null && Suffix is null;

    /// <summary>Reads a number.</summary>
    /// <param name="text">UTF-8, as <see cref="CellTrim"/> leaves it.</param>
    /// <param name="value">The number; may be infinite when the digits are beyond the range of a double.</param>
    public bool TryParse(ReadOnlySpan<byte> text, out double value) => IsPlain ? NumberText.TryParse(text, out value) : TryParse(text, out value, out _);

    /// <summary>Reads a number.</summary>
    /// <param name="text">UTF-8, as <see cref="CellTrim"/> leaves it.</param>
    /// <param name="value">The number.</param>
    /// <param name="bare">Whether the text lacks the column's prefix or suffix.</param>
    internal bool TryParse(ReadOnlySpan<byte> text, out double value, out bool bare)
    {
        value = 0;
        bare = false;
        if (text.Length > MaxBytes || !NumberShape.TryCut(text, out NumberShape shape) || !Matches(shape.Prefix, Prefix, ref bare) || !Matches(shape.Suffix, Suffix, ref bare))
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[MaxBytes];
        int length = Plainly(shape.Body, plain);
        if (length == 0 || !NumberText.TryParse(plain[..length], out value))
        {
            return false;
        }

        value = shape.IsNegative ? -value : value;
        return true;
    }

    /// <summary>The format by an example that <see cref="TryRead"/> understands, such as <c>$1,234.50</c> or <c>1,5</c>.</summary>
    public override string ToString()
    {
        string digits = ThousandsMark is null ? $"1{DecimalMark}5" : $"1{ThousandsMark}234{DecimalMark}50";
        string prefix = Prefix is null ? "" : char.IsLetter(Prefix[^1]) ? Prefix + " " : Prefix;
        string suffix = Suffix is null ? "" : Suffix is "%" or "‰" or "°" ? Suffix : " " + Suffix;
        return prefix + digits + suffix;
    }

    /// <summary>The format of an example.</summary>
    /// <param name="example">A number as the column writes it, such as <c>1.234,50 €</c>; or <c>decimal_point</c>, <c>decimal_comma</c>.</param>
    /// <returns>Null when it is no number, or can be read in two ways, as <c>1,234</c> can.</returns>
    public static NumberFormat? TryRead(string example)
    {
        ArgumentNullException.ThrowIfNull(example);
        switch (example)
        {
            case "decimal_point" or "plain":
                return Plain;
            case "decimal_comma":
                return new NumberFormat { DecimalMark = ',' };
        }

        byte[] text = Encoding.UTF8.GetBytes(CellTrim.Of(example));
        if (text.Length > MaxBytes || !NumberShape.TryCut(text, out NumberShape shape) || MarksOf(shape.Body) is not { } marks)
        {
            return null;
        }

        NumberFormat format = marks with
        {
            Prefix = shape.Prefix.IsEmpty ? null : Encoding.UTF8.GetString(shape.Prefix),
            Suffix = shape.Suffix.IsEmpty ? null : Encoding.UTF8.GetString(shape.Suffix),
        };
        return format.TryParse(text, out _) ? format : null;
    }

    // The last of two kinds of marks is that of the decimals; one that comes twice is that of the thousands.
    private static NumberFormat? MarksOf(ReadOnlySpan<byte> body)
    {
        string marks = string.Concat(Encoding.UTF8.GetString(body).Where(character => !char.IsAsciiDigit(character)).Select(Normal));
        string kinds = string.Concat(marks.Distinct());
        int decimals = body.Length - 1 - body.LastIndexOfAny((byte)'.', (byte)',');
        return kinds switch
        {
            "" => Plain,
            [var thousands, '.' or ','] when marks.Count(mark => mark == kinds[1]) == 1 => new NumberFormat { DecimalMark = kinds[1], ThousandsMark = thousands },
            "." or "," when marks.Length > 1 => new NumberFormat { DecimalMark = kinds == "." ? ',' : '.', ThousandsMark = kinds[0] },
            "." or "," when decimals != 3 => new NumberFormat { DecimalMark = kinds[0] },
            " " or "'" => new NumberFormat { ThousandsMark = kinds[0] },
            _ => null,
        };
    }

    private static char Normal(char mark) => char.IsWhiteSpace(mark) ? ' ' : mark == '\u2019' ? '\'' : mark;

    private static bool Matches(ReadOnlySpan<byte> found, string? wanted, ref bool bare)
    {
        if (found.IsEmpty)
        {
            bare |= wanted is not null;
            return true;
        }

        Span<byte> utf8 = stackalloc byte[MaxBytes];
        return wanted is not null && Encoding.UTF8.TryGetBytes(wanted, utf8, out int length) && found.SequenceEqual(utf8[..length]);
    }

    // The digits as a program writes them; 0 when the marks are not where this format has them.
    private int Plainly(ReadOnlySpan<byte> body, Span<byte> plain)
    {
        char thousands = ThousandsMark ?? (DecimalMark == '.' ? ',' : '.');
        int written = 0;
        int group = 0;
        bool grouped = false;
        bool pointed = false;
        for (int i = 0; i < body.Length;)
        {
            byte value = body[i];
            if (value is >= (byte)'0' and <= (byte)'9')
            {
                plain[written++] = value;
                group++;
                i++;
                continue;
            }

            if (value is (byte)'e' or (byte)'E')
            {
                body[i..].CopyTo(plain[written..]);
                return (grouped && !pointed) || body[(i + 1)..].ContainsAnyExcept(s_exponent) ? 0 : written + body.Length - i;
            }

            Rune.DecodeFromUtf8(body[i..], out Rune rune, out int used);
            i += used;
            char mark = rune.IsBmp ? Normal((char)rune.Value) : '\0';
            if (pointed || (grouped && group != 3))
            {
                return 0;
            }

            if (mark == DecimalMark)
            {
                plain[written++] = (byte)'.';
                pointed = true;
            }
            else if (mark != thousands || group is 0 or > 3 || (!grouped && plain[0] == (byte)'0'))
            {
                return 0;
            }
            else
            {
                grouped = true;
            }

            group = 0;
        }

        return grouped && !pointed && (group != 3 || ThousandsMark is null) ? 0 : written;
    }
}
