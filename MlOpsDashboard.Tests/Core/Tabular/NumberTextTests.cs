using System.Globalization;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.5", -0.5)]
    [InlineData("+7", 7)]
    [InlineData(".25", 0.25)]
    [InlineData("5.", 5)]
    [InlineData("1e5", 100000)]
    [InlineData("-1.5E-3", -0.0015)]
    [InlineData("0.0564429999999999", 0.0564429999999999)]
    [InlineData("123456789012345678", 123456789012345678)]
    public void Reads_numbers(string text, double expected)
    {
        Assert.True(NumberText.TryParse(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,000")]
    [InlineData("0x1F")]
    [InlineData("1 000")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e")]
    [InlineData("12%")]
    [InlineData("--5")]
    public void Refuses_what_is_no_number(string text) => Assert.False(NumberText.TryParse(text, out _));

    // The framework's own parser is the reference; it rounds correctly by IEEE 754.
    [Fact]
    public void Agrees_with_the_framework_to_the_last_bit()
    {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            double number = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12));
            string text = number.ToString(i % 2 == 0 ? "R" : "F" + (i % 11), CultureInfo.InvariantCulture);

            Assert.True(NumberText.TryParse(text, out double value));
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
        }
    }
}
