using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Tests;

public sealed class FalseDiscoveryTests
{
    /// <summary>numpy: the sorted values times count / rank, and their running minimum from the top.</summary>
    [Fact]
    public void Agrees_with_numpy() => Assert.Equal(
        [0.035, 0.056, 0.056, 0.583333333333, 0.007, 1, 0.056],
        FalseDiscovery.BenjaminiHochberg([0.01, 0.04, 0.03, 0.5, 0.001, 1.0, 0.04]).Select(value => Math.Round(value, 12)));

    [Fact]
    public void One_test_needs_no_adjustment_and_none_gives_none()
    {
        Assert.Equal([0.2], FalseDiscovery.BenjaminiHochberg([0.2]));
        Assert.Empty(FalseDiscovery.BenjaminiHochberg([]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void What_is_no_probability_is_refused(double value) =>
        Assert.Throws<ArgumentException>(() => FalseDiscovery.BenjaminiHochberg([0.5, value]));
}
