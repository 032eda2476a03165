namespace MlOpsDashboard.Core;

/// <summary>
/// Time for the last work of services that stop after the web server. That one may have used up all the time that the program was
/// granted to stop (open pages keep it waiting), and then the host's own token is cancelled before the last work has begun.
/// </summary>
internal static class StopGrace
{
    /// <summary>How long the last work may take, whatever the web server took.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    /// <summary>Begins the time; its token is cancelled at its end. The caller disposes it.</summary>
    /// <param name="clock">Measures it.</param>
    public static CancellationTokenSource Begin(TimeProvider clock) => new(Length, clock);
}
