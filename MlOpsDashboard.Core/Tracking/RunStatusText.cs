namespace MlOpsDashboard.Core.Tracking;

/// <summary>The words of the REST contract for the states of a run.</summary>
public static class RunStatusText
{
    /// <summary>The word for a state: <c>running</c>, <c>finished</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    /// <param name="status">The state.</param>
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Finished => "finished",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>The state that a word stands for.</summary>
    /// <param name="word">One of the words.</param>
    /// <param name="field">The field to blame.</param>
    /// <exception cref="InvalidException">It is none of them.</exception>
    public static RunStatus Parse(string word, string field) => word switch
    {
        "running" => RunStatus.Running,
        "finished" => RunStatus.Finished,
        "failed" => RunStatus.Failed,
        "cancelled" => RunStatus.Cancelled,
        _ => throw InvalidException.Of(field, "must be running, finished, failed or cancelled."),
    };
}
