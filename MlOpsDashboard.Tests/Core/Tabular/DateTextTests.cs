using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class DateTextTests
{
    // Expected times by `date -u -d … +%s` of GNU coreutils.
    [Theory]
    [InlineData("2024-03-31", 1711843200)]
    [InlineData("2024/3/31", 1711843200)]
    [InlineData("2024-03", 1709251200)]
    [InlineData("2024-03-31T14:05", 1711893900)]
    [InlineData("2024-03-31 14:05:09", 1711893909)]
    [InlineData("2024-03-31T14:05:09.25Z", 1711893909.25)]
    [InlineData("2024-03-31T14:05:09+02:00", 1711886709)]
    [InlineData("2024-03-31T14:05:09-0530", 1711913709)]
    [InlineData("20240331T140509Z", 1711893909)]
    [InlineData("31.3.2024", 1711843200)]
    [InlineData("31/03/2024", 1711843200)]
    [InlineData("31 Mar 2024", 1711843200)]
    [InlineData("31-Mar-2024", 1711843200)]
    [InlineData("March 31, 2024", 1711843200)]
    [InlineData("Mar 31 2024 2:05 PM", 1711893900)]
    [InlineData("31/03/2024 12:05 am", 1711843500)]
    [InlineData("1969-12-31", -86400)]
    public void Reads_the_forms_that_data_files_use(string text, double seconds)
    {
        Assert.True(DateText.TryParse(text, DateOrder.DayFirst, out double read));
        Assert.Equal(seconds, read, 6);
    }

    [Fact]
    public void Reads_the_month_first_when_told()
    {
        Assert.True(DateText.TryParse("03/31/2024", DateOrder.MonthFirst, out double read));
        Assert.Equal(1711843200, read);
        Assert.False(DateText.TryParse("03/31/2024", DateOrder.DayFirst, out _));
    }

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2024-13-01")]
    [InlineData("20240331")]
    [InlineData("2024-03-31T25:00")]
    [InlineData("2024.5")]
    [InlineData("12:30:00")]
    [InlineData("31/03-2024")]
    [InlineData("555-1234")]
    [InlineData("Marchish 3 2024")]
    [InlineData("2024-03-31x")]
    public void Refuses_what_is_no_date(string text) => Assert.False(DateText.TryParse(text, DateOrder.DayFirst, out _));
}
