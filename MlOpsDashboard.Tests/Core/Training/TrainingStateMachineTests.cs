using MlOpsDashboard.Core.Training;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Training;

public sealed class TrainingStateMachineTests
{
    // Rows: from. Columns: to, in the order of the enumeration. "x" is allowed.
    private static readonly string[] s_table =
    [
        ".x.xx", // queued
        "x.xxx", // running
        ".....", // succeeded
        ".....", // failed
        ".....", // cancelled
    ];

    [Fact]
    public void Every_pair_of_states_is_as_the_table_says()
    {
        foreach (TrainingState from in Enum.GetValues<TrainingState>())
        {
            foreach (TrainingState to in Enum.GetValues<TrainingState>())
            {
                Assert.True(
                    s_table[(int)from][(int)to] == 'x' == TrainingStateMachine.CanMove(from, to),
                    $"{from} to {to}");
            }
        }
    }

    [Fact]
    public void Nothing_follows_a_final_state() => Assert.All(
        Enum.GetValues<TrainingState>(),
        state => Assert.Equal(
            TrainingStateMachine.IsFinal(state), Enum.GetValues<TrainingState>().All(to => !TrainingStateMachine.CanMove(state, to))));
}
