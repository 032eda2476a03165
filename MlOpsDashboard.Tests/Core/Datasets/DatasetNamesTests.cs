using MlOpsDashboard.Core.Datasets;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Datasets;

public sealed class DatasetNamesTests
{
    [Theory]
    [InlineData("adult.csv", "adult")]
    [InlineData("My Data (1).csv.gz", "my_data_1")]
    [InlineData("C:\\temp\\Bike-Hour.tsv", "bike-hour")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("___.csv", "dataset")]
    [InlineData("数据.csv", "dataset")]
    [InlineData(".csv", "csv")]
    public void Suggests_a_name_by_the_file(string file, string name) => Assert.Equal(name, DatasetNames.Suggest(file));

    [Fact]
    public void Drops_folders_from_a_source() => Assert.Equal("passwd", DatasetNames.Source("../../etc/passwd"));
}
