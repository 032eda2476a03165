namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>Takes dates apart. Proleptic Gregorian calendar, UTC.</summary>
internal static class DateParts
{
    /// <summary>The mean length of a year.</summary>
    internal const double YearDays = 365.2425;

    /// <summary>The first second that DateTime can hold, 0001-01-01, in seconds since 1970.</summary>
    internal const double MinSeconds = -62_135_596_800;

    /// <summary>The last second that DateTime can hold, on 9999-12-31.</summary>
    internal const double MaxSeconds = 253_402_300_799;

    private const double DaySeconds = 86_400;

    /// <summary>The parts that trees look at.</summary>
    public static IReadOnlyList<DatePart> Plain { get; } =
        [DatePart.Days, DatePart.Year, DatePart.Month, DatePart.Day, DatePart.Weekday, DatePart.Hour];

    /// <summary>The parts that linear models and networks look at.</summary>
    public static IReadOnlyList<DatePart> Cyclic { get; } =
    [
        DatePart.Days, DatePart.Year, DatePart.Month, DatePart.Day, DatePart.Weekday, DatePart.Hour,
        DatePart.YearSine, DatePart.YearCosine, DatePart.WeekSine, DatePart.WeekCosine, DatePart.DaySine, DatePart.DayCosine,
    ];

    /// <summary>One part of a date.</summary>
    /// <param name="part">Which.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z; NaN gives NaN.</param>
    public static double Of(DatePart part, double seconds)
    {
        if (double.IsNaN(seconds))
        {
            return double.NaN;
        }

        double known = Math.Clamp(seconds, MinSeconds, MaxSeconds);
        double days = known / DaySeconds;
        double dayFraction = days - Math.Floor(days);
        return part switch
        {
            DatePart.Days => days,
            DatePart.Hour => dayFraction * 24,
            DatePart.YearSine => Math.Sin(2 * Math.PI * days / YearDays),
            DatePart.YearCosine => Math.Cos(2 * Math.PI * days / YearDays),
            DatePart.WeekSine => Math.Sin(2 * Math.PI * days / 7),
            DatePart.WeekCosine => Math.Cos(2 * Math.PI * days / 7),
            DatePart.DaySine => Math.Sin(2 * Math.PI * dayFraction),
            DatePart.DayCosine => Math.Cos(2 * Math.PI * dayFraction),
            _ => OfCalendar(part, DateTime.UnixEpoch.AddSeconds(Math.Floor(known))),
        };
    }

    private static double OfCalendar(DatePart part, DateTime date) => part switch
    {
        DatePart.Year => date.Year,
        DatePart.Month => date.Month,
        DatePart.Day => date.Day,
        DatePart.Weekday => ((int)date.DayOfWeek + 6) % 7,
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
