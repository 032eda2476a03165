using System.Text;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "a|b;1|2")]
    [InlineData("a,b\r\n1,2", "a|b;1|2")]
    [InlineData("a,b\r1,2\r", "a|b;1|2")]
    [InlineData("a,\n,b\n", "a|;|b")]
    [InlineData("\"a,1\",\"b\"\"c\"\n\"\"\"\",\"\"\n", "a,1|b\"c;\"|")]
    [InlineData("\"two\r\nlines\",x\r\n", "two\r\nlines|x")]
    [InlineData("a,b\n\n\r\n1,2\n\n", "a|b;1|2")]
    [InlineData("a\n\"\"\nb\n", "a;;b")]
    [InlineData("a,b,", "a|b|")]
    public void Reads_the_rows_of_rfc_4180(string text, string expected)
    {
        string rows = string.Join(';', Rows(text).Select(row => string.Join('|', row)));

        Assert.Equal(expected, rows);
    }

    [Theory]
    [InlineData("a,b\n1,\"2\n3,4\n", 2, "never closed")]
    [InlineData("a,b\n1,\"2\"x\n", 2, "follows a closing quote")]
    [InlineData("a,b\n1,2\n3,x\"y\n", 3, "inside a field")]
    [InlineData("a,b\n\"1\n1\",2\n3,4\0\n", 4, "NUL")]
    public void Names_the_line_of_a_fault(string text, long line, string words)
    {
        CsvException fault = Assert.Throws<CsvException>(() => Rows(text).Count());

        Assert.Equal(line, fault.Line);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_lines_inside_quoted_fields()
    {
        using var reader = new CsvReader(new MemoryStream(Encoding.UTF8.GetBytes("a\r\n\"x\r\ny\r\nz\"\r\n\r\nb\r\n")));
        var lines = new List<long>();

        while (reader.Read())
        {
            lines.Add(reader.Line);
        }

        Assert.Equal([1, 2, 6], lines);
        Assert.Equal(1, reader.BlankLines);
    }

    [Fact]
    public void Refuses_a_field_beyond_the_limit_without_holding_it()
    {
        var text = "a,b\n1," + new string('x', 10 << 20) + "\n";

        CsvException fault = Assert.Throws<CsvException>(() => Rows(text).Count());

        Assert.Equal(2, fault.Line);
        Assert.Contains("1,024 KiB", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_more_columns_than_the_limit()
    {
        CsvException fault = Assert.Throws<CsvException>(() => Rows(string.Join(',', Enumerable.Range(0, 5000))).Count());

        Assert.Contains("4,096 columns", fault.Message, StringComparison.Ordinal);
    }

    // A stream may hand out its bytes in any portions: every seam, inside CRLF and inside doubled quotes too, must not show.
    [Fact]
    public void Reads_the_same_whatever_the_portions()
    {
        const string Text = "a,\"b\"\"c\"\r\n\"d\r\ne\",\"\"\r\n\r\nf,g\r\n";
        string whole = string.Join(';', Rows(Text).Select(row => string.Join('|', row)));

        for (int portion = 1; portion < 12; portion++)
        {
            using var reader = new CsvReader(new PortionStream(Encoding.UTF8.GetBytes(Text), portion));
            Assert.Equal(whole, string.Join(';', Rows(reader).Select(row => string.Join('|', row))));
        }
    }

    [Fact]
    public void Grows_with_a_row_and_shrinks_no_other()
    {
        string wide = string.Join(',', Enumerable.Range(0, 3000).Select(i => new string((char)('a' + (i % 26)), 200)));
        string text = "x,y\n" + wide + "\n1,2\n";

        string[][] rows = [.. Rows(text)];

        Assert.Equal(3, rows.Length);
        Assert.Equal(wide, string.Join(',', rows[1]));
        Assert.Equal(["1", "2"], rows[2]);
    }

    private static IEnumerable<string[]> Rows(string text)
    {
        using var reader = new CsvReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        foreach (string[] row in Rows(reader))
        {
            yield return row;
        }
    }

    private static IEnumerable<string[]> Rows(CsvReader reader)
    {
        while (reader.Read())
        {
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.Text)];
        }
    }

    private sealed class PortionStream(byte[] bytes, int portion) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, portion));
    }
}
