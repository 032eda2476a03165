using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Logs;

namespace MlOpsDashboard.Api.Logs;

/// <summary>The last lines of the program's log, for administrators.</summary>
internal static class LogEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapLogs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/logs", List)
            .RequireAuthorization(AccessPolicies.Administrator)
            .WithTags("Logs")
            .WithSummary("The last lines of the program's log, the latest first.")
            .WithDescription(
                "level is the least one wanted (trace, debug, information, warning, error, critical). text is looked for in message, exception, values and identifiers; "
                + "category is a part of it; trace is the identifier of a trace or of a request; job is that of a job. Lines are kept in memory, the last Logs:Capacity of them.")
            .Produces<Page<LogReply>>().ProducesValidationProblem();
        return routes;
    }

    private static Page<LogReply> List(
        string? level, string? text, string? category, string? trace, string? job, int? limit, string? cursor, RecentLogs logs)
    {
        int most = PageQuery.Parse(limit, null).Limit;
        var filter = new LogFilter { Level = LogLevels.Parse(level), Text = text, Category = category, Trace = trace, Job = job };
        IReadOnlyList<LogRecord> found = logs.Find(filter, most + 1, LogCursor.Read(cursor));
        return found.Count <= most
            ? new Page<LogReply>([.. found.Select(LogReply.Of)], null)
            : new Page<LogReply>([.. found.Take(most).Select(LogReply.Of)], LogCursor.Of(found[most - 1].Seq));
    }
}
