using Quartz;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>A cron line in UTC: the usual five fields (minute, hour, day of the month, month, day of the week), or Quartz's six with seconds before them.</summary>
public sealed class CronLine
{
    private const int UsualFields = 5;

    private readonly CronExpression _expression;

    private CronLine(CronExpression expression) => _expression = expression;

    /// <summary>Reads a line.</summary>
    /// <param name="text">Such as <c>0 6 * * 1</c>: Mondays at six.</param>
    /// <param name="field">Its field in the request, for the error.</param>
    /// <param name="now">It must fire after this.</param>
    /// <exception cref="InvalidException">It is none, or never fires.</exception>
    public static CronLine Read(string text, string field, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(text);
        int fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        if (!CronExpression.TryParse(text, fields == UsualFields ? CronFormat.Unix : CronFormat.Quartz, out CronExpression? expression))
        {
            throw new InvalidException(field, $"'{text}' is no cron line. Write minute, hour, day of the month, month and day of the week, such as 0 6 * * 1 for Mondays at six (UTC).");
        }

        var line = new CronLine(expression.WithTimeZone(TimeZoneInfo.Utc));
        return line.NextAfter(now) is null ? throw new InvalidException(field, $"'{text}' never fires: there is no such day.") : line;
    }

    /// <summary>The first time after a moment; null when there is none.</summary>
    /// <param name="moment">The moment.</param>
    public DateTimeOffset? NextAfter(DateTimeOffset moment) => _expression.GetNextValidTimeAfter(moment);
}
