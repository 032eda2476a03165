using MlOpsDashboard.Core.Learning.Kernels;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Kernels;

public sealed class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_cancelled_item_is_told_as_a_cancel(int threads)
    {
        using var team = new WorkerTeam(threads);

        Assert.Throws<OperationCanceledException>(() => team.Run(8, item => throw new OperationCanceledException()));
    }

    [Fact]
    public void The_fault_of_an_item_is_told()
    {
        using var team = new WorkerTeam(2);

        var fault = Assert.Throws<AggregateException>(() => team.Run(8, item => throw new InvalidDataException("odd")));
        Assert.IsType<InvalidDataException>(fault.InnerException);
    }
}
