namespace MlOpsDashboard.Core;

/// <summary>Thrown when so much of a kind of work waits already that more is refused. Mapped to 429 with <c>Retry-After</c>.</summary>
/// <param name="message">A sentence that says what there is too much of.</param>
/// <param name="retryAfter">When it is worth coming again.</param>
public sealed class BusyException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>When it is worth coming again.</summary>
    public TimeSpan RetryAfter => retryAfter;
}
