using MlOpsDashboard.Components.Tables;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Tables;

public sealed class RowSelectionTests
{
    private static readonly IReadOnlyList<TableColumn<(string Name, int? Size)>> s_columns =
    [
        new("name", "Name", row => row.Name) { CanSort = true },
        new("size", "Size", row => row.Size) { CanSort = true },
    ];

    private static readonly IReadOnlyList<(string Name, int? Size)> s_rows = [("pear", 3), ("Apple", null), ("fig", 1200)];

    [Theory]
    [InlineData("data?tab=schema", "pear,Apple,fig")]
    [InlineData("data?tab=schema&q=P", "pear,Apple")]
    [InlineData("data?tab=schema&q=1,2", "fig")]
    [InlineData("data?tab=schema&sort=name", "Apple,fig,pear")]
    [InlineData("data?tab=schema&sort=size&order=desc", "fig,pear,Apple")]
    [InlineData("data?tab=schema&sort=size", "pear,fig,Apple")]
    [InlineData("data?tab=schema&sort=colour", "pear,Apple,fig")]
    public void Rows_are_those_that_the_address_asks_for(string address, string expected) =>
        Assert.Equal(expected, string.Join(',', RowSelection.Of(s_rows, s_columns, TableState.Of("data?tab=schema", address)).Select(row => row.Name)));

    [Fact]
    public void What_belongs_to_the_page_stays_in_the_address_once()
    {
        TableState state = TableState.Of("data?tab=schema", "http://localhost/data?tab=schema&q=a&kept=1");
        Assert.Equal("data?tab=schema&q=a&kept=1", state.Address);
    }
}
