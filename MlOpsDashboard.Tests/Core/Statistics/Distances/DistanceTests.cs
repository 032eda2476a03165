using MlOpsDashboard.Core.Statistics.Distances;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Distances;

public sealed class DistanceTests
{
    [Fact]
    public void Equal_shares_are_no_distance_apart()
    {
        Assert.Equal(0, PopulationStability.Of([1, 2, 3], [10, 20, 30]), 12);
        Assert.Equal(0, JensenShannon.Of([1, 2, 3], [10, 20, 30]), 12);
    }

    // By hand: (0.5 − 0.2) ln(0.5 / 0.2) + (0.5 − 0.8) ln(0.5 / 0.8) = 0.415888.
    [Fact]
    public void Agrees_with_known_values()
    {
        Assert.Equal(0.4158883083359671, PopulationStability.Of([20, 80], [50, 50]), 12);
        Assert.Equal(1, JensenShannon.Of([5, 0], [0, 5]), 12);
    }

    [Fact]
    public void Empty_sides_are_no_distance_apart()
    {
        Assert.Equal(0, PopulationStability.Of([0, 0], [1, 2]));
        Assert.Equal(0, JensenShannon.Of([1, 2], [0, 0]));
    }
}
