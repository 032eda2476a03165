using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Logs;

/// <summary>What surrounds log lines, beside the HTTP request, which the server says itself.</summary>
public static class LogScopes
{
    /// <summary>The name under which a job's identifier is logged.</summary>
    public const string JobId = "JobId";

    private static readonly Func<ILogger, string, IDisposable?> s_job = LoggerMessage.DefineScope<string>("Job {JobId}");

    /// <summary>Marks every line that is written until the result is disposed, in whatever part of the program, as a job's.</summary>
    /// <param name="logger">Any logger.</param>
    /// <param name="jobId">The job.</param>
    public static IDisposable? BeginJob(this ILogger logger, string jobId) => s_job(logger, jobId);
}
