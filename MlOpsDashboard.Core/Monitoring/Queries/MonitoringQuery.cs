namespace MlOpsDashboard.Core.Monitoring.Queries;

/// <summary>Which stretch of the stored metrics is asked for.</summary>
public sealed record MonitoringQuery
{
    /// <summary>The longest range.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>The most points that a series can have.</summary>
    public const int MostPoints = 2000;

    /// <summary>One model; null for all.</summary>
    public string? Model { get; init; }

    /// <summary>The beginning, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The most points of a series, 1 to 2,000.</summary>
    public int Points { get; init; } = 300;

    /// <summary>The last so many hours.</summary>
    /// <param name="now">The end.</param>
    /// <param name="hours">More than 0.</param>
    /// <param name="model">One model; null for all.</param>
    /// <exception cref="InvalidException">The hours are out of range.</exception>
    public static MonitoringQuery Last(DateTimeOffset now, double hours, string? model = null)
    {
        if (!(hours > 0 && hours <= Longest.TotalHours))
        {
            throw new InvalidException("hours", $"hours must be more than 0 and at most {Longest.TotalHours:0}.");
        }

        return new MonitoringQuery { Model = model, From = now.AddHours(-hours), To = now };
    }

    /// <summary>Checks the query.</summary>
    /// <exception cref="InvalidException">A field is out of range; it is named.</exception>
    internal void Check()
    {
        if (From >= To)
        {
            throw new InvalidException("from", "from must be before to.");
        }

        if (To - From > Longest)
        {
            throw new InvalidException("from", $"The range may be at most {Longest.TotalDays:0} days.");
        }

        if (Points is < 1 or > MostPoints)
        {
            throw new InvalidException("points", "points must be from 1 to 2,000.");
        }
    }
}
