using System.Text;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Datasets.Profiling;

public sealed class ProfilerTests
{
    // By numpy 1.24: numpy.quantile(values, [.01, .05, .25, .5, .75, .95, .99]).
    [SharedDataTheory("adult.csv", "california_housing.csv")]
    [InlineData("adult.csv", "age", new[] { 17.0, 19, 28, 37, 48, 63, 74 })]
    [InlineData("adult.csv", "fnlwgt", new[] { 27166.0, 39615.4, 117550.5, 178144.5, 237642, 379481.65, 509484.42 })]
    [InlineData("california_housing.csv", "total_bedrooms", new[] { 36.0, 137, 296, 435, 647, 1275.4, 2221.36 })]
    [InlineData("california_housing.csv", "median_income", new[] { 1.069631, 1.60057, 2.5634, 3.5348, 4.74325, 7.300305, 10.59654 })]
    public void Agrees_with_numpy_on_quantiles(string file, string column, double[] expected)
    {
        ColumnProfile profile = Column(SharedData.Find(file), column);

        Assert.All(profile.Quantiles!.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Value, 6));
    }

    // By numpy 1.24: numpy.histogram(values, bins=40, range=(min, max)).
    [SharedDataFact("california_housing.csv")]
    public void Agrees_with_numpy_on_a_histogram()
    {
        Histogram histogram = Column(SharedData.Find("california_housing.csv"), "median_income").Histogram!;

        Assert.Equal(
            [77, 288, 638, 1244, 1669, 1901, 1812, 2054, 1874, 1610, 1426, 1188, 1013, 819, 596, 562, 392, 291, 199, 178, 170, 124, 84, 50, 36, 36, 58, 48, 46, 23, 14, 10, 15, 9, 13, 10, 5, 1, 5, 52],
            histogram.Counts);
        Assert.Equal(41, histogram.Edges!.Count);
    }

    // By Python: collections.Counter(...).most_common(4), of which '?' is missing here.
    [SharedDataFact("adult.csv")]
    public void Agrees_with_python_on_the_most_frequent_words()
    {
        ColumnProfile profile = Column(SharedData.Find("adult.csv"), "occupation");

        Assert.Equal(
            [new("Prof-specialty", 6172), new("Craft-repair", 6112), new("Exec-managerial", 6086), new("Adm-clerical", 5611)],
            profile.TopValues!.Take(4));
        Assert.Equal(2809, profile.MissingMarkers["?"]);
        Assert.Equal(48842 - 2809, profile.Histogram!.Counts.Sum() + profile.Histogram.Others);
    }

    [Fact]
    public void Gives_each_of_a_few_whole_numbers_its_bin()
    {
        Histogram histogram = Column("x\n1\n2\n2\n4\n").Histogram!;

        Assert.Equal([1, 2, 0, 1], histogram.Counts);
        Assert.Equal([0.5, 1.5, 2.5, 3.5, 4.5], histogram.Edges);
    }

    [Fact]
    public void Describes_constant_missing_and_dated_columns()
    {
        ColumnProfile constant = Column("x\n5.5\n5.5\n");
        ColumnProfile missing = Column("x,y\n,1\nNA,2\n");
        ColumnProfile dates = Column("x\n2024-01-01\n2024-01-03\n");

        Assert.Equal((5.5, 5.5, 0.0), (constant.Min, constant.Max, constant.Std));
        Assert.Equal([2], constant.Histogram!.Counts);
        Assert.Null(missing.Histogram);
        Assert.Equal(ColumnType.DateTime, dates.Type);
        Assert.Equal(1704067200, dates.Min);
    }

    private static ColumnProfile Column(string fileOrCsv, string? column = null)
    {
        byte[] bytes = column is null ? Encoding.UTF8.GetBytes(fileOrCsv) : File.ReadAllBytes(fileOrCsv);
        CsvFormat format = CsvFormatDetector.Detect(new MemoryStream(bytes), hasHeader: true);
        DatasetProfile profile = Profiler.Profile(TableScan.Run(new MemoryStream(bytes), format));
        return column is null ? profile.Columns[0] : profile.Columns.Single(one => one.Name == column);
    }
}
