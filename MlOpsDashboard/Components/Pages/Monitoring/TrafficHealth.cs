using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>The answer to "is production healthy?", in one word and one sentence.</summary>
/// <param name="Status"><c>ok</c>, <c>warn</c>, <c>error</c> or <c>muted</c>.</param>
/// <param name="Word">The word.</param>
/// <param name="Sentence">The sentence.</param>
internal sealed record TrafficHealth(string Status, string Word, string Sentence)
{
    /// <summary>From this share of failed requests on, production is not healthy.</summary>
    public const double BadErrorShare = 0.01;

    /// <summary>From this share of rejected requests on, the callers deserve a look.</summary>
    public const double ManyRejected = 0.05;

    /// <summary>Judges.</summary>
    /// <param name="production">The versions in production that the page is about.</param>
    /// <param name="report">Their traffic.</param>
    /// <param name="range">How far back it goes.</param>
    public static TrafficHealth Of(IReadOnlyList<ModelVersion> production, TrafficReport report, TimeRange range)
    {
        TrafficPoint all = report.All.Total;
        string who = production.Count switch
        {
            0 => "",
            1 => production[0].ModelId,
            _ => $"{production.Count} models",
        };
        string verb = production.Count > 1 ? "are" : "is";
        if (production.Count == 0 && all.Requests == 0)
        {
            return new("muted", "idle", "Nothing is in production yet.");
        }

        if (all.Requests == 0)
        {
            return new("muted", "idle", $"{who} {verb} ready; no request came in the last {range.Words}.");
        }

        who = who.Length == 0 ? "The service" : who;
        string figures = $"{Rate(all, range)}, p99 {(all.P99Ms is { } p99 ? Display.Milliseconds(p99) : "unknown")}";
        double failed = (double)all.Errors / all.Requests;
        double rejected = (double)all.Rejected / all.Requests;
        return failed >= BadErrorShare
            ? new("error", "failing", $"{Percent(failed)} of the requests of the last {range.Words} failed: {figures}.")
            : rejected >= ManyRejected
                ? new("warn", "rejecting", $"{who} {verb} up, but {Percent(rejected)} of the requests were rejected: {figures}.")
                : new("ok", "healthy", $"{who} {verb} healthy: {figures}.");
    }

    /// <summary>Requests per minute.</summary>
    public static string Rate(TrafficPoint all, TimeRange range) => $"{Display.Number(all.Requests / range.Length.TotalMinutes, 3)} requests/min";

    /// <summary>A share in words.</summary>
    public static string Percent(double share) => $"{Display.Number(share * 100)} %";
}
