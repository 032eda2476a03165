namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Time since the start, against a budget.</summary>
/// <param name="clock">Gives the time.</param>
/// <param name="budget">The budget, or null for none.</param>
/// <param name="before">What an earlier attempt has spent of it.</param>
internal sealed class BudgetClock(TimeProvider clock, TimeSpan? budget, TimeSpan before = default)
{
    private static readonly TimeSpan s_mostClosing = TimeSpan.FromSeconds(2);

    private readonly long _start = clock.GetTimestamp();

    public TimeSpan Elapsed => clock.GetElapsedTime(_start) + before;

    /// <summary>What is left, at least zero; a very long time when there is no budget.</summary>
    public TimeSpan Left => budget is not TimeSpan most ? TimeSpan.MaxValue : most > Elapsed ? most - Elapsed : TimeSpan.Zero;

    /// <summary>What measuring and saving the model need at the end; none when there is no budget.</summary>
    public TimeSpan Closing => budget is not TimeSpan most ? TimeSpan.Zero : most / 50 < s_mostClosing ? most / 50 : s_mostClosing;

    /// <summary>The share of the budget that is spent; 0 when there is none.</summary>
    public double ShareSpent => budget is not TimeSpan most ? 0 : most <= TimeSpan.Zero ? 1 : Math.Min(1, Elapsed / most);

    /// <summary>A source that cancels after some time, by this clock.</summary>
    /// <param name="time">From now on; more than a day means never.</param>
    public CancellationTokenSource Deadline(TimeSpan time) => time > TimeSpan.FromDays(1)
        ? new CancellationTokenSource()
        : new CancellationTokenSource(time > TimeSpan.Zero ? time : TimeSpan.Zero, clock);
}
