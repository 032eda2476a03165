using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Tests;

public sealed class ChiSquareTests
{
    /// <summary>
    /// The expected numbers were computed in Python from the closed forms for whole degrees of freedom, with
    /// <c>math.erfc</c>: for even ones e^(−x/2) Σ (x/2)^k / k!, for odd ones erfc(√(x/2)) + e^(−x/2) Σ (x/2)^(k−½) / Γ(k+½).
    /// </summary>
    [Theory]
    [InlineData(0.5, 1, 0.4795001221869535)]
    [InlineData(3.841458820694124, 1, 0.05)]
    [InlineData(10.827566170662733, 1, 0.001)]
    [InlineData(25.3, 4, 4.3783195509387716e-05)]
    [InlineData(2.0, 7, 0.9598403687301016)]
    [InlineData(120, 60, 6.876264968732096e-06)]
    [InlineData(0.02, 3, 0.9992522446606089)]
    [InlineData(50, 40, 0.13357483408565043)]
    public void Probabilities_are_those_of_the_distribution(double statistic, int degrees, double expected) =>
        Assert.Equal(1, ChiSquare.PValue(statistic, degrees) / expected, 11);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(5, 0)]
    public void Where_nothing_differs_or_nothing_is_free_chance_is_certain(double statistic, int degrees) =>
        Assert.Equal(1, ChiSquare.PValue(statistic, degrees));

    [Fact]
    public void Statistic_is_pearsons() =>
        Assert.Equal(2.5002500250025, ChiSquare.Statistic([480, 520, 10], [505, 495, 10]), 12);
}
