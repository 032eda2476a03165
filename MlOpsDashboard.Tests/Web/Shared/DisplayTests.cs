using MlOpsDashboard.Components.Shared;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Shared;

public sealed class DisplayTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "—")]
    [InlineData(double.NaN, "—")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "−∞")]
    [InlineData(0d, "0")]
    [InlineData(1d, "1")]
    [InlineData(48842d, "48,842")]
    [InlineData(0.928714, "0.9287")]
    [InlineData(0.0928714, "0.09287")]
    [InlineData(12.34567, "12.35")]
    [InlineData(123456.7, "123,457")]
    [InlineData(0.99996, "1.0000")]
    [InlineData(-0.5, "-0.5000")]
    [InlineData(0.00001234, "1.234e-5")]
    [InlineData(1e18, "1e+18")]
    public void Number_has_sensible_digits(double? value, string expected) => Assert.Equal(expected, Display.Number(value));

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(0.009565, "1.0")]
    [InlineData(0.04025, "4.0")]
    [InlineData(1, "100.0")]
    public void Percent_has_one_decimal(double share, string expected) => Assert.Equal(expected, Display.Percent(share));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.00 kB")]
    [InlineData(999_949, "1.00 MB", "the smaller unit would say 1,000 kB")]
    [InlineData(3_974_305, "3.97 MB")]
    [InlineData(39_743_050, "39.7 MB")]
    [InlineData(397_430_500, "397 MB")]
    [InlineData(2_147_483_648, "2.15 GB")]
    public void Bytes_are_written_in_decimal_units(long bytes, string expected, string? because = null) =>
        Assert.True(expected == Display.Bytes(bytes), $"{Display.Bytes(bytes)} instead of {expected} {because}");

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(47, "0.047 s")]
    [InlineData(850, "0.85 s")]
    [InlineData(7_900, "7.90 s")]
    [InlineData(12_440, "12.4 s")]
    [InlineData(200_000, "3 min 20 s")]
    [InlineData(7_500_000, "2 h 5 min")]
    [InlineData(97_200_000, "1 d 3 h")]
    public void Duration_names_its_two_greatest_units(double milliseconds, string expected) =>
        Assert.Equal(expected, Display.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(-3, "just now")]
    [InlineData(-40, "40 s ago")]
    [InlineData(-200, "3 min ago")]
    [InlineData(-7_300, "2 h ago")]
    [InlineData(-260_000, "3 d ago")]
    [InlineData(-3_000_000, "2026-10-16")]
    [InlineData(7_300, "in 2 h")]
    public void Moment_is_seen_from_now(double seconds, string expected) =>
        Assert.Equal(expected, Display.Relative(s_now.AddSeconds(seconds), s_now));

    [Fact]
    public void Moment_in_full_is_in_utc() =>
        Assert.Equal("2026-11-20 11:00:00 UTC", Display.Moment(new DateTimeOffset(2026, 11, 20, 13, 0, 0, TimeSpan.FromHours(2))));

    [Theory]
    [InlineData(0, "0 runs")]
    [InlineData(1, "1 run")]
    [InlineData(1200, "1,200 runs")]
    public void Counts_say_what_is_counted(long count, string text) => Assert.Equal(text, Display.Count(count, "run"));
}
