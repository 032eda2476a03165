using System.Text;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular.Scanning;

public sealed class TableScanTests
{
    [Theory]
    [InlineData("1;2.5;-3e2;", ColumnType.Numeric)]
    [InlineData("1;2;x", ColumnType.Categorical)]
    [InlineData("Yes;No;Yes", ColumnType.Boolean)]
    [InlineData("TRUE;FALSE;FALSE", ColumnType.Boolean)]
    [InlineData("y;n", ColumnType.Boolean)]
    [InlineData("y;y", ColumnType.Categorical)]
    [InlineData("Yes;No;no", ColumnType.Categorical)]
    [InlineData("0;1;1", ColumnType.Numeric)]
    [InlineData("2024-01-01;2024-02-01 10:00;NA", ColumnType.DateTime)]
    [InlineData("31/01/2024;01/02/2024", ColumnType.DateTime)]
    [InlineData("01/31/2024;01/02/2024", ColumnType.DateTime)]
    [InlineData("01/03/2024;01/02/2024", ColumnType.Categorical)]
    [InlineData("NA;?;null", ColumnType.Categorical)]
    [InlineData("007;008", ColumnType.Categorical)]
    [InlineData("1;inf;3", ColumnType.Numeric)]
    public void Infers_the_type(string values, ColumnType type) => Assert.Equal(type, Column(values.Split(';')).Type);

    [Fact]
    public void Takes_many_different_words_for_text()
    {
        Assert.Equal(ColumnType.Text, Column(Enumerable.Range(0, 100).Select(i => $"customer {i}")).Type);
        Assert.Equal(ColumnType.Categorical, Column(Enumerable.Range(0, 1000).Select(i => $"shop {i % 50}")).Type);
    }

    [Fact]
    public void Counts_missing_markers()
    {
        TableScan scan = Scan("x\n1\nNA\n?\n n/a \nnull\nNaN\n\"\"\n2\n?\n");

        Assert.Equal(7, scan.Schema[0].Missing);
        Assert.Equal(
            [("", 1L), ("NA", 1), ("N/A", 1), ("null", 1), ("?", 2), ("NaN", 1)],
            scan.Columns[0].Markers.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Takes_infinite_numbers_for_missing_and_says_so()
    {
        TableScan scan = Scan("x\n1\ninf\n1e999\n1e39\n2\n");

        Assert.Equal(3, scan.Schema[0].Missing);
        Assert.Contains(scan.Warnings, warning => warning.Contains("3 numbers are infinite", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n4,5\n", 3, "2 fields, but the file has 3 columns")]
    [InlineData("a,b\n1,2\n\n4,5,6\n", 4, "3 fields")]
    [InlineData("a,b,a\n1,2,3\n", 1, "'a'")]
    public void Names_the_line_of_a_ragged_row_or_header(string text, long line, string words)
    {
        CsvException fault = Assert.Throws<CsvException>(() => Scan(text));

        Assert.Equal(line, fault.Line);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_header_without_rows() =>
        Assert.Equal("The file has a header but no rows.", Assert.Throws<CsvException>(() => Scan("a,b\n")).Message);

    [Fact]
    public void Names_columns_that_have_no_name()
    {
        TableScan scan = Scan(",a,\n1,x,2\n");

        Assert.Equal(["column_1", "a", "column_3"], scan.Schema.Select(column => column.Name));
        Assert.Contains(scan.Warnings, warning => warning.Contains("column_1, column_3", StringComparison.Ordinal));
    }

    [Fact]
    public void Counts_duplicate_rows() => Assert.Equal(2, Scan("a,b\n1,2\n1,2\n1,3\n1,2\n").DuplicateRows);

    [Fact]
    public void Estimates_distinct_values_beyond_the_budget_within_two_per_cent()
    {
        TableScan scan = Scan("id\n" + string.Join('\n', Enumerable.Range(0, 600_000).Select(i => $"u{i}")) + "\n");

        Assert.True(scan.Schema[0].DistinctIsEstimate);
        Assert.InRange(scan.Schema[0].Distinct, 588_000, 612_000);
    }

    [Fact]
    public void Holds_numbers_with_distinct_counts_by_value()
    {
        ColumnSchema column = Column(["1", "1.0", "01.00e0", "2"]);

        Assert.Equal(2, Column(["1", "1.0", "1e0", "2"]).Distinct);
        Assert.Equal(ColumnType.Categorical, column.Type);
    }

    [Fact]
    public void Tells_of_decimal_commas()
    {
        TableScan scan = Scan("a;b\n1,5;x\n2,5;y\n");

        Assert.Equal(ColumnType.Numeric, scan.Schema[0].Type);
        Assert.Equal(2.5, scan.Columns[0].Moments.Max);
        Assert.Contains(scan.Warnings, warning => warning.Contains("1,5 is 1.5", StringComparison.Ordinal) && warning.Contains("columns.a.type", StringComparison.Ordinal));
    }

    private static ColumnSchema Column(IEnumerable<string> values) =>
        Scan("name\n" + string.Join('\n', values.Select(value => $"\"{value}\"")) + "\n").Schema[0];

    private static TableScan Scan(string text)
    {
        var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        CsvFormat format = CsvFormatDetector.Detect(content, hasHeader: true);
        return TableScan.Run(content, format);
    }
}
