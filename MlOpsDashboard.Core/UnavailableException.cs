namespace MlOpsDashboard.Core;

/// <summary>Thrown when the program cannot do now what it could do later, through no fault of the caller's. Mapped to 503 with <c>Retry-After</c>.</summary>
/// <param name="message">A sentence that says why.</param>
/// <param name="retryAfter">When another try makes sense.</param>
public sealed class UnavailableException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>When another try makes sense.</summary>
    public TimeSpan RetryAfter => retryAfter;
}
