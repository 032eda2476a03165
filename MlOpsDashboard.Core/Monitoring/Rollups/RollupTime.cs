namespace MlOpsDashboard.Core.Monitoring.Rollups;

/// <summary>Where minutes and hours begin.</summary>
internal static class RollupTime
{
    /// <summary>The beginning of the step that holds a moment.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="step">The step.</param>
    public static DateTimeOffset Floor(DateTimeOffset at, RollupStep step) => Floor(at, TimeSpan.FromMinutes((int)step));

    /// <summary>The last multiple of a length that is not after a moment.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="length">The length.</param>
    public static DateTimeOffset Floor(DateTimeOffset at, TimeSpan length) =>
        new(at.UtcTicks - (at.UtcTicks % length.Ticks), TimeSpan.Zero);
}
