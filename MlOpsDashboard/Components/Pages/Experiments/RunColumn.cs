using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>A column of the list of runs.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Sort">What the service calls its order.</param>
/// <param name="GreatestFirst">Whether the greatest come first when it is chosen.</param>
/// <param name="IsFigure">Whether it holds numbers, which stand on the right.</param>
/// <param name="Cell">What it shows of a run.</param>
public sealed record RunColumn(string Title, string Sort, bool GreatestFirst, bool IsFigure, Func<RunRow, RenderFragment> Cell)
{
    private const int MostMetrics = 6;
    private const int MostParameters = 4;

    /// <summary>The class of its cells.</summary>
    public string? Class => IsFigure ? "figure" : null;

    /// <summary>The columns that tell these runs apart: the metric that they are judged by first, and the parameters that differ.</summary>
    /// <param name="rows">The runs on the page.</param>
    public static IReadOnlyList<RunColumn> For(IReadOnlyList<RunRow> rows)
    {
        HashSet<string> judged = [.. rows.Select(r => r.Run.Metric).OfType<string>()];
        IEnumerable<string> metrics = rows.SelectMany(r => r.Metrics.Keys).Where(FinalMetrics.Has).CountBy(key => key)
            .OrderByDescending(c => judged.Contains(c.Key)).ThenByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => c.Key).Take(MostMetrics);
        IEnumerable<string> parameters = rows.SelectMany(r => r.Parameters.Keys).Distinct(StringComparer.Ordinal)
            .Where(key => key == "learner" || rows.Select(r => r.Parameters.GetValueOrDefault(key)).Distinct().Skip(1).Any())
            .OrderByDescending(key => key == "learner").ThenBy(key => key, StringComparer.Ordinal)
            .Take(MostParameters);
        return
        [
            new("Run", "name", false, false, row => Link(row.Run)),
            new("State", "status", false, false, row => Component<RunStatusBadge>("Status", row.Run.Status)),
            .. metrics.Select(key => new RunColumn(
                key, $"metrics.{key}", MetricDirection.HigherIsBetter(key), true, row => Figure(row.Metrics.TryGetValue(key, out double v) ? v : null))),
            .. parameters.Select(key => new RunColumn(key, $"params.{key}", false, false, row => Words(row.Parameters.GetValueOrDefault(key)))),
            new("Duration", "duration", true, true, row => Words(row.Run.EndedAt is { } end ? Display.Duration(end - row.Run.StartedAt) : null)),
            new("Started", "started_at", true, false, row => Component<RelativeTime>("At", row.Run.StartedAt)),
            new("By", "created_by", false, false, row => Words(row.Run.CreatedBy)),
        ];
    }

    private static RenderFragment Words(string? text) => builder => builder.AddContent(0, text ?? Display.Nothing);

    private static RenderFragment Figure(double? value) => Component<Number>("Value", value);

    private static RenderFragment Link(Run run) => builder =>
    {
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "href", RunLinks.Run(run.RunId));
        builder.AddContent(2, run.Name);
        builder.CloseElement();
    };

    private static RenderFragment Component<T>(string parameter, object? value)
        where T : IComponent => builder =>
        {
            builder.OpenComponent<T>(0);
            builder.AddComponentParameter(1, parameter, value);
            builder.CloseComponent();
        };
}
