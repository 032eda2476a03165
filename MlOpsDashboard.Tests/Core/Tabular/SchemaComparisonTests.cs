using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class SchemaComparisonTests
{
    [Fact]
    public void Tells_what_changed()
    {
        ColumnSchema[] older = [new("a", ColumnType.Numeric, 0, 5), new("b", ColumnType.Text, 0, 5), new("c", ColumnType.Numeric, 0, 2)];
        ColumnSchema[] newer = [new("c", ColumnType.Categorical, 0, 2), new("a", ColumnType.Numeric, 3, 5), new("d", ColumnType.Text, 0, 1)];

        SchemaComparison comparison = SchemaComparison.Of(older, newer);

        Assert.Equal(["d"], comparison.Added);
        Assert.Equal(["b"], comparison.Removed);
        Assert.Equal([new TypeChange("c", ColumnType.Numeric, ColumnType.Categorical)], comparison.Retyped);
        Assert.Equal(["a"], comparison.NewlyMissing);
        Assert.True(comparison.Reordered);
        Assert.False(comparison.IsCompatible);
    }

    [Fact]
    public void Finds_a_table_the_same_as_itself()
    {
        ColumnSchema[] columns = [new("a", ColumnType.Numeric, 1, 5), new("b", ColumnType.Text, 0, 5)];

        Assert.True(SchemaComparison.Of(columns, columns).IsSame);
    }
}
