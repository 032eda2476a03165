using MlOpsDashboard.Components.Charts;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Charts;

public sealed class PlotlyNumberTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_is_a_gap(double value) => Assert.Null(PlotlyNumber.Of(value));

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.5)]
    [InlineData(1e-10)]
    [InlineData(1764485187123.0)]
    public void What_a_decimal_holds_stays_a_number(double value) => Assert.Equal(value, PlotlyNumber.Of(value));

    [Theory]
    [InlineData(1e300, "1E+300")]
    [InlineData(-7.9e28, "-7.9E+28")]
    [InlineData(5e-324, "5E-324")]
    [InlineData(1.25e-11, "1.25E-11")]
    public void What_a_decimal_does_not_hold_travels_as_text(double value, string text) => Assert.Equal(text, PlotlyNumber.Of(value));
}
