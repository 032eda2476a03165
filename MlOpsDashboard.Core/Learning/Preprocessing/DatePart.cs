namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>A part of a date that can be a feature.</summary>
internal enum DatePart
{
    /// <summary>Days since 1970-01-01, with their fraction: the trend.</summary>
    Days,

    /// <summary>The year.</summary>
    Year,

    /// <summary>The month, 1 to 12.</summary>
    Month,

    /// <summary>The day of the month, 1 to 31.</summary>
    Day,

    /// <summary>The day of the week, 0 (Monday) to 6.</summary>
    Weekday,

    /// <summary>The hour with its fraction, 0 to 24.</summary>
    Hour,

    /// <summary>The sine of the place in the year.</summary>
    YearSine,

    /// <summary>The cosine of the place in the year.</summary>
    YearCosine,

    /// <summary>The sine of the place in the week.</summary>
    WeekSine,

    /// <summary>The cosine of the place in the week.</summary>
    WeekCosine,

    /// <summary>The sine of the place in the day.</summary>
    DaySine,

    /// <summary>The cosine of the place in the day.</summary>
    DayCosine,
}
