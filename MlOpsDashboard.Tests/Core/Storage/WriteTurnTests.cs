using MlOpsDashboard.Core.Storage;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Storage;

public sealed class WriteTurnTests
{
    private static readonly Guid s_first = new(1, 0, 0, new byte[8]);
    private static readonly Guid s_second = new(2, 0, 0, new byte[8]);
    private static readonly Guid s_third = new(3, 0, 0, new byte[8]);

    [Fact]
    public void Who_gives_up_as_the_holder_gives_back_does_not_give_back_twice()
    {
        using var turn = new WriteTurn(TimeSpan.Zero);
        turn.Take(s_first);

        // The second's patience has ended, and before it can say so the first gives back.
        turn.GiveBack(s_first);
        turn.Begin(s_second, came: false);
        turn.GiveBack(s_second);

        AssertFree(turn);
    }

    [Fact]
    public void Who_gives_up_as_the_next_in_line_gets_the_turn_takes_nothing_from_it()
    {
        using var turn = new WriteTurn(TimeSpan.Zero);
        turn.Take(s_first);
        turn.GiveBack(s_first);
        turn.Take(s_third);
        turn.Begin(s_second, came: false);
        turn.GiveBack(s_third);
        turn.GiveBack(s_second);

        AssertFree(turn);
    }

    [Fact]
    public void Who_has_waited_too_long_takes_the_turn_over_and_the_former_holder_gives_nothing_back()
    {
        using var turn = new WriteTurn(TimeSpan.Zero);
        turn.Take(s_first);
        turn.Take(s_second);
        turn.GiveBack(s_first);
        Assert.False(turn.TakeAsync(s_second, default).IsFaulted);
        turn.GiveBack(s_second);
        turn.GiveBack(s_second);

        AssertFree(turn);
    }

    [Fact]
    public async Task Impatient_writers_leave_one_turn_behind()
    {
        using var turn = new WriteTurn(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                var connection = new Guid(writer, (short)i, 0, new byte[8]);
                await turn.TakeAsync(connection, default);
                Thread.SpinWait(20_000);
                turn.GiveBack(connection);
            }
        })));

        AssertFree(turn);
    }

    /// <summary>One can take the turn, and only one.</summary>
    private static void AssertFree(WriteTurn turn)
    {
        using var patient = new CancellationTokenSource();
        Task first = turn.TakeAsync(s_first, patient.Token);
        Assert.True(first.IsCompletedSuccessfully);
        turn.GiveBack(s_first);

        // A turn too many would have been refused by the semaphore when it was given back, and one too few would be missed here.
        turn.Take(s_second);
        turn.GiveBack(s_second);
    }
}
