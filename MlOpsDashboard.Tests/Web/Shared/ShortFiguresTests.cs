using Bunit;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Shared;

public sealed class ShortFiguresTests : ComponentTest
{
    [Theory]
    [InlineData("0.5833333333333334", "0.583333")]
    [InlineData("-0.20000000000000001", "-0.2")]
    [InlineData("0.1", "0.1")]
    [InlineData("1.2345678901e-09", "1.23457e-9")]
    [InlineData("0.30000000000000004, 12.345678901", "0.3, 12.3457")]
    [InlineData("123456789012", "123456789012")]
    [InlineData("Linux 5.15.0-1234567.89", "Linux 5.15.0-1234567.89")]
    [InlineData(".NET 10.0.123456", ".NET 10.0.123456")]
    [InlineData("gradient_boosting", "gradient_boosting")]
    public void Fractions_have_six_digits_and_nothing_else_is_changed(string written, string expected) =>
        Assert.Equal(expected, ShortFigures.In(written));

    [Theory]
    [InlineData(-124.349998474121, "-124.35")]
    [InlineData(505.339996337891, "505.34")]
    [InlineData(0.0299999993294477, "0.03")]
    [InlineData(1234567.5, "1234568")]
    [InlineData(20261231, "20261231")]
    [InlineData(0, "0")]
    [InlineData(0.0000012345678, "1.23457e-6")]
    public void A_number_of_the_data_has_no_dust_of_its_32_bits(double number, string expected) => Assert.Equal(expected, ShortFigures.Of(number));

    [Fact]
    public void Values_are_shortened_with_all_digits_on_hover_and_names_break_after_dots_and_underscores()
    {
        var list = Render<KeyValues>(p => p.Add(c => c.Items, [KeyValuePair.Create("ensemble.member_01.rate", "0.5833333333333334"), KeyValuePair.Create("trials", "20")]));

        Assert.Equal("ensemble.<wbr>member_<wbr>01.<wbr>rate<wbr>", list.Find("dt").InnerHtml);
        Assert.Equal(["0.583333", "20"], list.FindAll("dd").Select(value => value.TextContent));
        Assert.Equal(["0.5833333333333334", null], list.FindAll("dd").Select(value => value.GetAttribute("title")));
    }
}
