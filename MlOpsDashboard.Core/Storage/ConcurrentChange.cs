using Microsoft.EntityFrameworkCore;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Tells a change that came a moment too late from a failure: what it was to change was changed or removed by somebody else.</summary>
public static class ConcurrentChange
{
    /// <summary>What to say of an exception; null when it is another one.</summary>
    /// <param name="exception">What ended the change.</param>
    public static string? Of(Exception exception) => exception is DbUpdateConcurrencyException
        ? "Somebody else changed or removed this at the same moment. Look again, and repeat the change if it is still wanted."
        : null;
}
