using System.Globalization;

namespace MlOpsDashboard.Components.Shared;

/// <summary>How numbers, sizes and times are written on every page. A value that is absent or not a number is a dash.</summary>
public static class Display
{
    /// <summary>What stands where there is no value.</summary>
    public const string Nothing = "—";

    private static readonly string[] s_byteUnits = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>A number with a sensible count of digits: whole numbers in full, very small ones in powers of ten.</summary>
    /// <param name="value">The number; null, NaN and infinity are allowed.</param>
    /// <param name="digits">Significant digits, 1 to 15.</param>
    public static string Number(double? value, int digits = 4)
    {
        if (value is not { } number || double.IsNaN(number))
        {
            return Nothing;
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "∞" : "−∞";
        }

        double size = Math.Abs(number);
        if (size >= 1e15 || (size > 0 && size < 1e-4))
        {
            return number.ToString("0." + new string('#', digits - 1) + "e+0", CultureInfo.InvariantCulture);
        }

        if (number == Math.Truncate(number))
        {
            return number.ToString("N0", CultureInfo.InvariantCulture);
        }

        int decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 15);
        return number.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A share in per cent with one decimal, without the sign: for a figure that moves, so that its width does not.</summary>
    /// <param name="share">The share; 1 is all.</param>
    public static string Percent(double share) => (share * 100).ToString("N1", CultureInfo.InvariantCulture);

    /// <summary>An interval.</summary>
    /// <param name="low">Its lower end.</param>
    /// <param name="high">Its upper end.</param>
    /// <param name="digits">Significant digits, 1 to 15.</param>
    public static string Between(double low, double high, int digits = 4) => $"{Number(low, digits)} to {Number(high, digits)}";

    /// <summary>A count with thousands separators.</summary>
    /// <param name="value">How many.</param>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with what is counted, as in <c>1 run</c> and <c>1,200 runs</c>.</summary>
    /// <param name="value">How many.</param>
    /// <param name="one">What one is called; more of them have an s.</param>
    public static string Count(long value, string one) => $"{Count(value)} {one}{(value == 1 ? "" : "s")}";

    /// <summary>A size in decimal units (1 kB = 1,000 bytes), with three significant digits.</summary>
    /// <param name="bytes">The size in bytes.</param>
    public static string Bytes(long bytes)
    {
        double size = bytes;
        int unit = 0;
        // 999.5 would be written as 1,000 of the smaller unit.
        while (Math.Abs(size) >= 999.5 && unit < s_byteUnits.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        string number = unit == 0 || Math.Abs(size) >= 99.95 ? "0" : Math.Abs(size) >= 9.995 ? "0.0" : "0.00";
        return size.ToString(number, CultureInfo.InvariantCulture) + " " + s_byteUnits[unit];
    }

    /// <summary>How long something took or will take, in seconds up to a minute, so that a column of them can be compared: <c>0.85 s</c>, <c>12.4 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>.</summary>
    /// <param name="duration">The span; below zero counts as zero.</param>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: <= 0 } => "0 s",
        { TotalSeconds: < 0.0995 } => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture) + " s",
        { TotalSeconds: < 9.995 } => duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s",
        { TotalSeconds: < 59.95 } => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 1 } => $"{duration.Minutes} min {duration.Seconds} s",
        { TotalDays: < 1 } => $"{duration.Hours} h {duration.Minutes} min",
        _ => $"{duration.Days} d {duration.Hours} h",
    };

    /// <summary>A short time in its unit, with three significant digits: <c>0.102 ms</c>, <c>8.10 ms</c>, <c>1.25 s</c>.</summary>
    /// <param name="milliseconds">The time in ms; null and NaN show a dash.</param>
    public static string Milliseconds(double? milliseconds) => milliseconds is not { } time || !double.IsFinite(time)
        ? Nothing
        : time >= 999.5 ? $"{Digits(time / 1000)} s" : $"{Digits(time)} ms";

    // Zeros at the end are digits too: 0.10 ms would say less than was measured.
    private static string Digits(double value)
    {
        int decimals = value <= 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(value)), 0, 6);
        return value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>When something was, seen from now: <c>just now</c>, <c>3 min ago</c>, <c>in 2 h</c>; a date after a month.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="now">The present.</param>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        TimeSpan distance = (now - at).Duration();
        string? words = distance switch
        {
            { TotalSeconds: < 5 } => null,
            { TotalMinutes: < 1 } => $"{distance.Seconds} s",
            { TotalHours: < 1 } => $"{distance.Minutes} min",
            { TotalDays: < 1 } => $"{distance.Hours} h",
            { TotalDays: < 30 } => $"{distance.Days} d",
            _ => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        return words is null ? "just now" : distance.TotalDays >= 30 ? words : at > now ? "in " + words : words + " ago";
    }

    /// <summary>A moment in full, in UTC.</summary>
    /// <param name="at">The moment.</param>
    public static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
