namespace MlOpsDashboard.Core.Jobs;

/// <summary>Writes what must not get lost, again and again until the database or the disk takes it.</summary>
internal static class UntilStored
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    /// <summary>Writes until it succeeds.</summary>
    /// <param name="write">Writes; may be called again after it threw.</param>
    /// <param name="clock">Measures the pauses: from 100 ms to 5 s.</param>
    /// <param name="failed">Told of each failure; whether another try makes sense. When it does not, the failure is thrown.</param>
    /// <param name="giveUp">Ends the tries: there is one more, whose failure is thrown.</param>
    public static async Task RunAsync(Func<Task> write, TimeProvider clock, Func<Exception, bool> failed, CancellationToken giveUp)
    {
        TimeSpan pause = s_firstPause;
        while (true)
        {
            try
            {
                await write().ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!giveUp.IsCancellationRequested && failed(exception))
            {
                await Task.Delay(pause, clock, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }
}
