using System.Text;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class NumericColumnTests
{
    [Fact]
    public void Doubles_that_are_floats_are_kept_as_floats()
    {
        var column = NumericColumn.Of("x", [1, double.NaN, 0.5, -16_777_216]);

        Assert.False(column.KeepsDoubles);
        Assert.Equal([1f, float.NaN, 0.5f, -16_777_216f], column.Values.ToArray());
        Assert.Equal([1, double.NaN, 0.5, -16_777_216], column.ToDoubles());
    }

    [Theory]
    [InlineData(100_000_001, 100_000_002)]
    [InlineData(5_000_000_020, 5_000_000_028)]
    [InlineData(99_999_999.550, 99_999_999.134)]
    [InlineData(0.1, 0.10000000149011612)]
    public void Doubles_that_a_float_takes_for_one_stay_two(double first, double second)
    {
        var column = NumericColumn.Of("x", [second, first, double.NaN]);

        Assert.True(column.KeepsDoubles);
        Assert.Equal((second, first), (column.ValueAt(0), column.ValueAt(1)));
        Assert.True(column.IsMissing(2));
        var taken = (NumericColumn)column.Take([1, 0, 1]);
        Assert.Equal([first, second, first], taken.ToDoubles());
        Assert.Equal((float)first, taken.Values[0]);
    }

    [Fact]
    public void A_column_of_floats_becomes_one_of_doubles_at_the_first_number_that_is_none()
    {
        var builder = new NumericBuilder("x", 5);
        builder.Set(0, "7"u8);
        builder.SetMissing(1);
        builder.Set(2, "20240001"u8);
        builder.SetMissing(3);
        builder.Set(4, "1e39"u8);

        var column = (NumericColumn)builder.Build();

        Assert.Equal([7, double.NaN, 20_240_001, double.NaN, double.NaN], column.ToDoubles());
    }

    [Fact]
    public void Every_number_is_kept_as_its_text_reads()
    {
        var random = new Random(7);
        string[] texts = [.. Enumerable.Range(0, 2000).Select(_ => (random.NextDouble() * Math.Pow(10, random.Next(-20, 20))).ToString("R", System.Globalization.CultureInfo.InvariantCulture))];
        var builder = new NumericBuilder("x", texts.Length);
        for (int row = 0; row < texts.Length; row++)
        {
            builder.Set(row, Encoding.UTF8.GetBytes(texts[row]));
        }

        var column = (NumericColumn)builder.Build();

        Assert.Equal(texts.Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)), column.ToDoubles());
    }
}
