using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// Reads dates as data files write them: ISO 8601 (2024-03-31, 2024-03-31T14:05:09.25+02:00, 20240331T140509Z), year first with
/// slashes or points, 31.3.2024, 31/3/2024 and 3/31/2024 by <see cref="DateOrder"/>, 31 Mar 2024, March 31, 2024.
/// A time without an offset counts as UTC.
/// </summary>
public static class DateText
{
    private const double SecondsPerDay = 86400;

    /// <summary>Reads a date.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <param name="order">What the first number of 03/04/2024 is.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z.</param>
    public static bool TryParse(ReadOnlySpan<char> text, DateOrder order, out double seconds)
    {
        text = text.Trim();
        Span<byte> utf8 = stackalloc byte[64];
        if (text.Length > utf8.Length || Ascii.FromUtf16(text, utf8, out int written) != System.Buffers.OperationStatus.Done)
        {
            seconds = double.NaN;
            return false;
        }

        return TryParse(utf8[..written], order, out seconds);
    }

    /// <summary>Reads a date.</summary>
    /// <param name="text">UTF-8 without blanks around it.</param>
    /// <param name="order">What the first number of 03/04/2024 is.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z; NaN when this is no date.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, DateOrder order, out double seconds)
    {
        bool read = TryParse(text, order, out seconds, out DateTraits traits) && !traits.TwoDigitYear;
        seconds = read ? seconds : double.NaN;
        return read;
    }

    /// <summary>Reads a date, with a year of two digits too.</summary>
    /// <param name="text">UTF-8 without blanks around it.</param>
    /// <param name="order">What the first number of 03/04/2024 is.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z; NaN when this is no date.</param>
    /// <param name="traits">What the text lacks or has.</param>
    internal static bool TryParse(ReadOnlySpan<byte> text, DateOrder order, out double seconds, out DateTraits traits)
    {
        seconds = double.NaN;
        traits = default;
        if (text.Length is < 6 or > 40)
        {
            return false;
        }

        var reader = new DateReader(text);
        if (!reader.ReadDate(order, out int year, out int month, out int day)
            || year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || !reader.ReadTime(out double time))
        {
            return false;
        }

        long days = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Days;
        seconds = (days * SecondsPerDay) + time;
        traits = reader.Traits;
        return true;
    }
}
