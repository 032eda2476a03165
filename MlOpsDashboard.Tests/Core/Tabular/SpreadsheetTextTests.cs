using System.Text;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("-1,234.50", "-1,234.50")]
    [InlineData("+3", "+3")]
    [InlineData("-1.5E-07", "-1.5E-07")]
    [InlineData("-.5", "-.5")]
    [InlineData("-12%", "-12%")]
    [InlineData("-", "-")]
    [InlineData("-1\n", "'-1\n")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void What_begins_like_a_formula_gets_an_apostrophe(string cell, string expected) => Assert.Equal(expected, SpreadsheetText.Harmless(cell));

    [Fact]
    public async Task A_copy_has_the_same_rows_with_harmless_cells()
    {
        string csv = "=a;b\n\"=1+1\nx\";-1,5\n@x;\"a;b\"\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i};=ü\n"));
        using var output = new MemoryStream();

        await SpreadsheetCopy.WriteAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), ';', output, default);

        Assert.Equal(
            "'=a;b\n\"'=1+1\nx\";-1,5\n'@x;\"a;b\"\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i};'=ü\n")), Encoding.UTF8.GetString(output.ToArray()));
    }
}
