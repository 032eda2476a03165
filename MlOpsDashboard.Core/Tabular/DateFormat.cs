using System.Globalization;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>How a column writes its dates. Immutable.</summary>
public sealed record DateFormat
{
    private const int MostOffset = 14 * 60;

    /// <summary>Dates that can be read in one way only, such as 2024-03-31 and 31.3.2024; a time without an offset is UTC.</summary>
    public static DateFormat Unambiguous { get; } = new();

    /// <summary>What the first number of 03/04/2024 is; null refuses such a date.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOrder? Order { get; init; }

    /// <summary>Whether a year behind day and month may have two digits: 69 to 99 mean 1969 to 1999, 00 to 68 mean 2000 to 2068 (POSIX strptime).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool TwoDigitYears { get; init; }

    /// <summary>Whether a month without a day, 2024-03, is its first day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Months { get; init; }

    /// <summary>How many minutes times without an offset are ahead of UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int OffsetMinutes { get; init; }

    /// <summary>Reads a date.</summary>
    /// <param name="text">UTF-8, as <see cref="CellTrim"/> leaves it.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z; NaN when this is no date of this format.</param>
    public bool TryParse(ReadOnlySpan<byte> text, out double seconds)
    {
        if (!DateText.TryParse(text, Order ?? DateOrder.DayFirst, out seconds, out DateTraits traits))
        {
            return Order is null && TryOther(text, out seconds);
        }

        if ((traits.TwoDigitYear && !TwoDigitYears) || (traits.Month && !Months)
            || (Order is null && DateText.TryParse(text, DateOrder.MonthFirst, out double other, out _) && other != seconds))
        {
            seconds = double.NaN;
            return false;
        }

        seconds -= traits.HasOffset ? 0 : OffsetMinutes * 60.0;
        return true;
    }

    /// <summary>Whether a text is two different dates, depending on which of its numbers is the day, and this format does not say which.</summary>
    /// <param name="text">UTF-8, as <see cref="CellTrim"/> leaves it.</param>
    public bool IsAmbiguous(ReadOnlySpan<byte> text) => Order is null
        && DateText.TryParse(text, DateOrder.DayFirst, out double day, out _) && DateText.TryParse(text, DateOrder.MonthFirst, out double month, out _) && day != month;

    /// <summary>The format as a pattern that <see cref="TryRead"/> understands, such as <c>MM/dd/yyyy</c>.</summary>
    public override string ToString()
    {
        string year = TwoDigitYears ? "yy" : "yyyy";
        string pattern = Order switch
        {
            DateOrder.DayFirst => $"dd/MM/{year}",
            DateOrder.MonthFirst => $"MM/dd/{year}",
            _ when TwoDigitYears => "dd.MM.yy",
            _ => Months ? "yyyy-MM" : "yyyy-MM-dd",
        };
        return OffsetMinutes == 0 ? pattern
            : string.Create(CultureInfo.InvariantCulture, $"{pattern} {(OffsetMinutes < 0 ? '-' : '+')}{Math.Abs(OffsetMinutes) / 60:00}:{Math.Abs(OffsetMinutes) % 60:00}");
    }

    /// <summary>The format of a pattern.</summary>
    /// <param name="pattern">
    /// <c>dd/MM/yyyy</c>, <c>%d/%m/%Y</c> or <c>day_first</c>; the same with the month first; <c>yyyy-MM-dd</c> or <c>iso</c>; <c>yyyy-MM</c> for
    /// months. Behind a blank may stand the offset from UTC of times that have none, such as <c>+01:00</c>.
    /// </param>
    /// <returns>Null when it is none.</returns>
    public static DateFormat? TryRead(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        string[] parts = CellTrim.Of(pattern).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return null;
        }

        int offset = 0;
        if (parts.Length > 1 && parts[^1][0] is '+' or '-' && !TryOffset(parts[^1], out offset))
        {
            return null;
        }

        DateFormat? date = parts[0].ToLowerInvariant() switch
        {
            "iso" or "year_first" => Unambiguous,
            "day_first" => new DateFormat { Order = DateOrder.DayFirst },
            "month_first" => new DateFormat { Order = DateOrder.MonthFirst },
            _ => OfLetters(parts[0].Split('T')[0]),
        };
        return date is null ? null : date with { OffsetMinutes = offset };
    }

    private static bool TryOffset(string text, out int minutes)
    {
        bool valid = TimeSpan.TryParseExact(text[1..], [@"hh\:mm", "hhmm", "hh"], CultureInfo.InvariantCulture, out TimeSpan offset);
        minutes = (int)offset.TotalMinutes * (text[0] == '-' ? -1 : 1);
        return valid && Math.Abs(minutes) <= MostOffset;
    }

    private static DateFormat? OfLetters(string pattern)
    {
        string letters = string.Concat(pattern.Where(char.IsAsciiLetter));
        bool twoDigits = pattern.Contains('%', StringComparison.Ordinal) ? letters.Contains('y', StringComparison.Ordinal) : letters.Count(letter => letter is 'y' or 'Y') == 2;
        string order = string.Concat(letters.ToLowerInvariant().Distinct());
        return order switch
        {
            "dmy" => new DateFormat { Order = DateOrder.DayFirst, TwoDigitYears = twoDigits },
            "mdy" => new DateFormat { Order = DateOrder.MonthFirst, TwoDigitYears = twoDigits },
            "ymd" when !twoDigits => Unambiguous,
            "ym" when !twoDigits => new DateFormat { Months = true },
            _ => null,
        };
    }

    // 12/31/2024 has only one reading, though not with the day first.
    private bool TryOther(ReadOnlySpan<byte> text, out double seconds)
    {
        if (!DateText.TryParse(text, DateOrder.MonthFirst, out seconds, out DateTraits traits) || (traits.TwoDigitYear && !TwoDigitYears))
        {
            seconds = double.NaN;
            return false;
        }

        seconds -= traits.HasOffset ? 0 : OffsetMinutes * 60.0;
        return true;
    }
}
