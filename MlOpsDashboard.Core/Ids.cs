namespace MlOpsDashboard.Core;

/// <summary>The one place that makes identifiers.</summary>
public static class Ids
{
    /// <summary>A new identifier of 32 lower-case hexadecimal digits, ordered by time (UUID version 7, RFC 9562).</summary>
    /// <param name="clock">Gives the time that the identifier carries.</param>
    public static string New(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
    }
}
