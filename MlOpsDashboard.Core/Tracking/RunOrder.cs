using System.Globalization;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>An order of runs: sorts them, and finds those behind a known one. The id makes it total, so that no run shows on two pages or on none.</summary>
internal abstract class RunOrder
{
    private const string Metrics = "metrics.";
    private const string Parameters = "params.";

    /// <summary>The runs in this order.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="descending">Whether the greatest come first.</param>
    public abstract IOrderedQueryable<Run> Sort(IQueryable<Run> runs, bool descending);

    /// <summary>The runs behind a known one.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="value">Its value, as <see cref="ValueOf"/> wrote it.</param>
    /// <param name="runId">Its id.</param>
    /// <param name="descending">Whether the greatest come first.</param>
    /// <exception cref="InvalidException">The value is none of this order.</exception>
    public abstract IQueryable<Run> After(IQueryable<Run> runs, string? value, string runId, bool descending);

    /// <summary>A run's value as text; null for none.</summary>
    /// <param name="row">The run.</param>
    public abstract string? ValueOf(RunRow row);

    /// <summary>The order of a name.</summary>
    /// <param name="context">The database.</param>
    /// <param name="sort">The name.</param>
    /// <exception cref="InvalidException">There is none of that name.</exception>
    public static RunOrder Of(MlOpsDbContext context, string sort) => sort switch
    {
        "started_at" => new RunValueOrder<DateTimeOffset>(false, r => r.StartedAt, row => Text(row.Run.StartedAt.UtcTicks), text => Time(text)),
        "ended_at" => new RunValueOrder<DateTimeOffset?>(true, r => r.EndedAt, row => Text(row.Run.EndedAt?.UtcTicks), text => Time(text)),
        "duration" => new RunValueOrder<long?>(
            true,
            r => (long?)((long)(object)r.EndedAt! - (long)(object)r.StartedAt),
            row => Text(row.Run.EndedAt?.UtcTicks - row.Run.StartedAt.UtcTicks),
            text => Number(text)),
        "name" => new RunValueOrder<string>(false, r => r.Name, row => row.Run.Name, text => text),
        "status" => new RunStatusOrder(),
        "created_by" => new RunValueOrder<string>(false, r => r.CreatedBy, row => row.Run.CreatedBy, text => text),
        "score" => new RunValueOrder<double?>(true, r => r.Score, row => Text(row.Run.Score), text => Figure(text)),
        _ when sort.StartsWith(Metrics, StringComparison.Ordinal) => ByMetric(context, sort[Metrics.Length..]),
        _ when sort.StartsWith(Parameters, StringComparison.Ordinal) => ByParameter(context, sort[Parameters.Length..]),
        _ => throw InvalidException.Of("sort", $"cannot be '{sort}': use started_at, ended_at, duration, name, status, created_by, score, metrics.KEY or params.KEY."),
    };

    private static RunValueOrder<double?> ByMetric(MlOpsDbContext context, string key) => new(
        true,
        r => context.Set<RunMetric>().Where(m => m.RunId == r.RunId && m.Key == key).Select(m => m.Value).FirstOrDefault(),
        row => row.Metrics.TryGetValue(key, out double value) && !double.IsNaN(value) ? Text(value) : null,
        text => Figure(text));

    private static RunValueOrder<string?> ByParameter(MlOpsDbContext context, string key) => new(
        true,
        r => context.Set<RunParameter>().Where(p => p.RunId == r.RunId && p.Key == key).Select(p => p.Value).FirstOrDefault(),
        row => row.Parameters.GetValueOrDefault(key),
        text => text);

    private static string? Text(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : throw PageKey.Foreign();

    private static double Figure(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number) ? number : throw PageKey.Foreign();

    private static DateTimeOffset Time(string text) =>
        Number(text) is var ticks && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw PageKey.Foreign();
}
