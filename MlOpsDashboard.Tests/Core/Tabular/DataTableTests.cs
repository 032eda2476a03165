using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class DataTableTests
{
    private static readonly DataTable s_table = new([new NumericColumn("a", [1, float.NaN, 3]), new NumericColumn("b", [4, 5, 6])]);

    [Fact]
    public void Take_follows_the_given_order_and_may_repeat_a_row()
    {
        var taken = s_table.Take([2, 0, 2]);

        Assert.Equal(3, taken.RowCount);
        Assert.Equal([3f, 1f, 3f], ((NumericColumn)taken.Find("a")!).Values.ToArray());
        Assert.False(taken.Find("a")!.IsMissing(0));
        Assert.True(s_table.Find("a")!.IsMissing(1));
    }

    [Fact]
    public void Select_keeps_the_asked_order_and_rejects_a_stranger()
    {
        Assert.Equal(["b", "a"], s_table.Select(["b", "a"]).Columns.Select(column => column.Name));
        Assert.Throws<ArgumentException>(() => s_table.Select(["c"]));
    }

    [Fact]
    public void Columns_of_different_lengths_or_of_one_name_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => new DataTable([new NumericColumn("a", [1]), new NumericColumn("b", [])]));
        Assert.Throws<ArgumentException>(() => new DataTable([new NumericColumn("a", [1]), new NumericColumn("a", [2])]));
    }
}
