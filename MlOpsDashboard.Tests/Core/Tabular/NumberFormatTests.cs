using System.Text;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class NumberFormatTests
{
    [Theory]
    [InlineData("1,5", "1,5", 1.5)]
    [InlineData("1,5", "1.234,5", 1234.5)]
    [InlineData("1,5", "1.234", null)]
    [InlineData("1,5", "1.5", null)]
    [InlineData("1,5", "-1,5e3", -1500.0)]
    [InlineData("1.234,50", "1.234", 1234.0)]
    [InlineData("1.234,50", "-1.234.567,8", -1234567.8)]
    [InlineData("1.234,50", "12.34,5", null)]
    [InlineData("1.234,50", "0.123", null)]
    [InlineData("1,234.50", "(1,234.50)", -1234.5)]
    [InlineData("1,234.50", "1234.5-", -1234.5)]
    [InlineData("1,234.50", "−7", -7.0)]
    [InlineData("1,234.50", "(5", null)]
    [InlineData("1,234.50", "-(5)", null)]
    [InlineData("1 234,50", "1\u00A0234,5", 1234.5)]
    [InlineData("1 234,50", "1\u202F234", 1234.0)]
    [InlineData("1'234.50", "1’234.5", 1234.5)]
    [InlineData("$1.50", "$1,234.50", 1234.5)]
    [InlineData("$1.50", "-$5", -5.0)]
    [InlineData("$1.50", "12.5", 12.5)]
    [InlineData("$1.50", "€5", null)]
    [InlineData("1.5%", "12 %", 12.0)]
    [InlineData("7.5 kg", "7kg", 7.0)]
    [InlineData("7.5 kg", "7 lb", null)]
    public void Reads_numbers_of_the_format(string example, string text, double? expected)
    {
        NumberFormat format = NumberFormat.TryRead(example)!;

        bool read = format.TryParse(Encoding.UTF8.GetBytes(text), out double value);

        Assert.Equal(expected, read ? value : null);
    }

    [Theory]
    [InlineData("1,234")]
    [InlineData("1.234")]
    [InlineData("abc")]
    [InlineData("1,2,3")]
    [InlineData("")]
    public void Takes_no_example_that_can_be_read_in_two_ways(string example) => Assert.Null(NumberFormat.TryRead(example));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1,5")]
    [InlineData("1,234.50")]
    [InlineData("1.234,50 €")]
    [InlineData("$1,234.50")]
    [InlineData("CHF 1'234.50")]
    [InlineData("1 234,50")]
    [InlineData("1.5%")]
    public void Is_written_as_an_example_that_gives_it_again(string example)
    {
        NumberFormat format = NumberFormat.TryRead(example)!;

        Assert.Equal(example, format.ToString());
        Assert.Equal(format, NumberFormat.TryRead(format.ToString()));
    }

    [Theory]
    [InlineData("dd/MM/yyyy", "03/04/2024", 1712102400.0)]
    [InlineData("%m/%d/%Y", "03/04/2024", 1709510400.0)]
    [InlineData("iso", "03/04/2024", null)]
    [InlineData("iso", "31/12/2024", 1735603200.0)]
    [InlineData("iso", "2024-03", null)]
    [InlineData("yyyy-MM", "2024-03", 1709251200.0)]
    [InlineData("dd.MM.yy", "31.12.24", 1735603200.0)]
    [InlineData("dd.MM.yy", "03/04/24", 1712102400.0)]
    [InlineData("dd/MM/yyyy", "31.12.24", null)]
    [InlineData("dd/MM/yyyy +01:00", "01/01/1970 01:00", 0.0)]
    [InlineData("dd/MM/yyyy +01:00", "1970-01-01T00:00:00Z", 0.0)]
    public void Reads_dates_of_the_pattern(string pattern, string text, double? expected)
    {
        DateFormat format = DateFormat.TryRead(pattern)!;

        bool read = format.TryParse(Encoding.UTF8.GetBytes(text), out double seconds);

        Assert.Equal(expected, read ? seconds : null);
        Assert.Equal(format, DateFormat.TryRead(format.ToString()));
    }

    [Fact]
    public void Two_digits_of_a_year_do_not_settle_which_number_is_the_day()
    {
        DateFormat format = DateFormat.Unambiguous with { TwoDigitYears = true };

        Assert.True(format.TryParse("31.12.24"u8, out _));
        Assert.True(format.IsAmbiguous("03/04/24"u8));
        Assert.False(format.TryParse("03/04/24"u8, out _));
    }
}
