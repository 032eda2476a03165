using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The columns of a list of runs: first those that tell the runs apart.</summary>
public static class RunColumns
{
    private const int UsualMetrics = 3;
    private const int UsualParameters = 3;
    private const string Duration = "duration_seconds";
    private const string Metrics = "metrics.";
    private const string Parameters = "params.";

    /// <summary>The columns that can be shown of these runs.</summary>
    /// <param name="rows">The runs on the page.</param>
    public static IReadOnlyList<TableColumn<RunRow>> Of(IReadOnlyList<RunRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return
        [
            new("name", "Run", row => row.Run.Name) { IsHead = true, CanSort = true, Cell = row => Cells.Link(row.Run.Name, RunLinks.Run(row.Run.RunId)) },
            new("status", "State", row => row.Outcome ?? RunStatusText.Of(row.Run.Status)) { CanSort = true, Cell = Status },
            .. ByMetric(rows),
            .. ByParameter(rows),
            new("duration", "Duration", row => row.Run.EndedAt is { } end ? (end - row.Run.StartedAt).TotalSeconds : null)
            {
                IsFigure = true, CanSort = true, GreatestFirst = true,
                Cell = row => builder => builder.AddContent(0, row.Run.EndedAt is { } end ? Display.Duration(end - row.Run.StartedAt) : Display.Nothing),
            },
            new("started_at", "Started", row => row.Run.StartedAt) { CanSort = true, GreatestFirst = true, Cell = row => Cells.Time(row.Run.StartedAt) },
            new("created_by", "By", row => row.Run.CreatedBy) { CanSort = true, IsUsual = false },
        ];
    }

    // What the runs are judged by comes first; a metric that is the same everywhere says nothing about them.
    private static IEnumerable<TableColumn<RunRow>> ByMetric(IReadOnlyList<RunRow> rows)
    {
        HashSet<string> judged = [.. rows.Select(r => r.Run.Metric).OfType<string>()];
        string[] keys = [.. rows.SelectMany(r => r.Metrics.Keys).Where(key => FinalMetrics.Has(key) && key != Duration).CountBy(key => key)
            .OrderByDescending(c => judged.Contains(c.Key)).ThenByDescending(c => Differs(rows, r => Value(r, c.Key)))
            .ThenByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key)];
        return keys.Select((key, index) => new TableColumn<RunRow>(Metrics + key, Names.Metric(key, rows[0].Run.Model?.Task), row => Value(row, key))
        {
            IsFigure = true,
            CanSort = true,
            GreatestFirst = MetricDirection.HigherIsBetter(key),
            IsUsual = index < UsualMetrics,
            Cell = row => Cells.Figure(Value(row, key)),
        });
    }

    private static IEnumerable<TableColumn<RunRow>> ByParameter(IReadOnlyList<RunRow> rows)
    {
        (string Key, bool Differs)[] keys = [.. rows.SelectMany(r => r.Parameters.Keys).Distinct(StringComparer.Ordinal)
            .Select(key => (Key: key, Differs: Differs(rows, r => r.Parameters.GetValueOrDefault(key))))
            .OrderByDescending(one => one.Key == RunParameters.Learner).ThenByDescending(one => one.Differs)
            .ThenByDescending(one => rows.Count(row => row.Parameters.ContainsKey(one.Key))).ThenBy(one => one.Key, StringComparer.Ordinal)];
        return keys.Select((one, index) => new TableColumn<RunRow>(Parameters + one.Key, one.Key == RunParameters.Learner ? "Learner" : one.Key.Replace('_', ' '), row => Parameter(row, one.Key))
        {
            CanSort = true,
            IsUsual = one.Key == RunParameters.Learner || (one.Differs && index < UsualParameters),
        });
    }

    private static RenderFragment Status(RunRow row) => builder =>
    {
        builder.OpenComponent<RunStatusBadge>(0);
        builder.AddComponentParameter(1, nameof(RunStatusBadge.Status), row.Run.Status);
        builder.AddComponentParameter(2, nameof(RunStatusBadge.Outcome), row.Outcome);
        builder.CloseComponent();
    };

    // That a run does not have it is no difference: each learner has hyper-parameters of its own.
    private static bool Differs<T>(IReadOnlyList<RunRow> rows, Func<RunRow, T?> value) => rows.Select(value).Where(one => one is not null).Distinct().Skip(1).Any();

    private static double? Value(RunRow row, string key) => row.Metrics.TryGetValue(key, out double value) ? value : null;

    private static string? Parameter(RunRow row, string key) =>
        row.Parameters.GetValueOrDefault(key) is not { } value ? null : key == RunParameters.Learner ? Names.Learner(value) : ShortFigures.In(value);
}
