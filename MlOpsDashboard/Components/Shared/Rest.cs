namespace MlOpsDashboard.Components.Shared;

/// <summary>Tells when somebody has stopped typing, or moving something, for a moment: of many calls the last one counts.</summary>
public sealed class Rest
{
    /// <summary>Which call is the latest; another one by the time an answer has come makes that answer late.</summary>
    public int Turn { get; private set; }

    /// <summary>Makes calls that still wait count no more.</summary>
    public void Interrupt() => Turn++;

    /// <summary>Waits for a moment.</summary>
    /// <param name="pause">How long.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="lifetime">Ends the wait, as when the page is left.</param>
    /// <returns>True when no other call has come meanwhile, and the page is still there.</returns>
    public async Task<bool> IsLastAsync(TimeSpan pause, TimeProvider clock, CancellationToken lifetime)
    {
        int turn = ++Turn;
        try
        {
            await Task.Delay(pause, clock, lifetime);
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            return false;
        }

        return turn == Turn;
    }
}
