using System.Text;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class TableReaderTests
{
    private const string Text = "n,word,flag,day\n1.5,pear,yes,2024-01-02\n?,apple,no,\n2,pear,,2024-01-01\n";

    [Fact]
    public void Reads_each_type_into_its_column()
    {
        DataTable table = Read(Text);

        Assert.Equal([1.5f, float.NaN, 2f], ((NumericColumn)table.Find("n")!).Values.ToArray());
        var word = (CodedColumn)table.Find("word")!;
        Assert.Equal(["apple", "pear"], word.Dictionary);
        Assert.Equal([1, 0, 1], word.Codes.ToArray());
        var flag = (CodedColumn)table.Find("flag")!;
        Assert.Equal(ColumnType.Boolean, flag.Type);
        Assert.Equal([1, 0, CodedColumn.Missing], flag.Codes.ToArray());
        Assert.Equal([1704153600, double.NaN, 1704067200], ((DateTimeColumn)table.Find("day")!).Seconds.ToArray());
    }

    [Fact]
    public void Reads_only_the_columns_wanted_in_file_order() =>
        Assert.Equal(["n", "flag"], Read(Text, ["flag", "n"]).Columns.Select(column => column.Name));

    [Fact]
    public void Refuses_a_column_that_does_not_exist() => Assert.Throws<ArgumentException>(() => Read(Text, ["nothing"]));

    [Fact]
    public void Takes_every_so_manieth_row()
    {
        string text = "x,y\n" + string.Join('\n', Enumerable.Range(0, 10).Select(i => $"{i},a")) + "\n";

        DataTable table = Read(text, every: 4);

        Assert.Equal([0f, 4f, 8f], ((NumericColumn)table.Find("x")!).Values.ToArray());
    }

    private static DataTable Read(string text, string[]? columns = null, int every = 1)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        CsvFormat format = CsvFormatDetector.Detect(new MemoryStream(bytes));
        TableScan scan = TableScan.Run(new MemoryStream(bytes), format);
        return TableReader.Read(new MemoryStream(bytes), format, scan.Schema, scan.Rows, columns, every);
    }
}
