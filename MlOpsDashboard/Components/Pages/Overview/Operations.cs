using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Pages.Monitoring;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>How the models in production do: one line for each, and what a person has to look at.</summary>
/// <param name="Lines">The lines, those that need a look first.</param>
/// <param name="Headline">The answer to the first question of the day.</param>
/// <param name="Summary">The figures behind it.</param>
public sealed record Operations(IReadOnlyList<OperationLine> Lines, string Headline, string Summary)
{
    /// <summary>Puts the lines together.</summary>
    /// <param name="production">The versions in production.</param>
    /// <param name="hour">The traffic of the last hour.</param>
    /// <param name="week">What labels said of the last seven days.</param>
    /// <param name="moves">The promotions of the last hour.</param>
    public static Operations Of(
        IReadOnlyList<ModelVersion> production, TrafficReport hour, IReadOnlyList<VersionQuality> week, IReadOnlyList<StageEvent> moves)
    {
        IReadOnlyDictionary<string, int> colours = SeriesPalette.Of(production.Select(version => version.ModelId));
        OperationLine[] lines =
        [
            .. production.Select(version => OperationLine.Of(
                    version,
                    hour,
                    week.FirstOrDefault(quality => quality.Model == version.Name && quality.Version == version.Version),
                    [.. moves.Where(move => move.Name == version.Name).Select(move => (move.At - hour.From) / (hour.To - hour.From))],
                    colours[version.ModelId]))
                .OrderByDescending(line => line.NeedsLook ? line.State : OperationState.Idle).ThenByDescending(line => line.PerMinute).ThenBy(line => line.Version.Name, StringComparer.Ordinal),
        ];
        int look = lines.Count(line => line.NeedsLook);
        string who = lines is [var only] ? $"{only.Version.ModelId} serves" : $"{lines.Length} models serve";
        string verdict = look switch { 0 => lines.Length == 1 ? " and is well" : " and are well", 1 when lines.Length == 1 => " and needs a look", 1 => "; one needs a look", _ => $"; {look} need a look" };
        return new Operations(lines, who + (hour.All.Total.Requests == 0 && look == 0 ? "; nobody asks at present" : verdict), SummaryOf(hour));
    }

    private static string SummaryOf(TrafficReport hour)
    {
        TrafficPoint all = hour.All.Total;
        if (all.Requests == 0)
        {
            return "No request came in the last hour. Programs send theirs to POST /api/predict.";
        }

        string failed = all.Errors == 0 ? "nothing failed" : $"{TrafficHealth.Percent((double)all.Errors / all.Requests)} failed";
        return $"{Display.Number(all.Requests / (hour.To - hour.From).TotalMinutes, 3)} requests a minute, p95 {Display.Milliseconds(all.P95Ms)}, {failed} in the last hour.";
    }
}
