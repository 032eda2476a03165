using System.IO.Compression;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class SharedDataTests
{
    // Types as the data's documentation has them: n numeric, c categorical, b boolean, d date, t text, in file order.
    [SharedDataTheory("adult.csv", "telco_churn.csv", "elec2.csv", "elec2_full.csv", "california_housing.csv", "bike_hour.csv", "diamonds.csv")]
    [InlineData("adult.csv", 48842, "ncncnccccc" + "nnncc")]
    [InlineData("telco_churn.csv", 7043, "tcnbbnbcccccccccbcnnb")]
    [InlineData("elec2.csv", 45312, "nnnnnnn")]
    [InlineData("elec2_full.csv", 45312, "nnnnnnnnn")]
    [InlineData("california_housing.csv", 20640, "nnnnnnnnnc")]
    [InlineData("bike_hour.csv", 17379, "ndnnnnnnnnnnnnnnn")]
    [InlineData("diamonds.csv", 53940, "ncccnnnnnn")]
    public void Reads_every_file_with_the_right_types(string file, int rows, string types)
    {
        byte[] bytes = File.ReadAllBytes(SharedData.Find(file));
        (TableScan scan, DataTable table) = Read(bytes);

        Assert.Equal(rows, table.RowCount);
        Assert.Equal(types, string.Concat(table.Columns.Select(column => Letter(column.Type))));
        Assert.All(scan.Schema, column => Assert.Equal(
            column.Missing, Enumerable.Range(0, rows).Count(table.Find(column.Name)!.IsMissing)));
    }

    [SharedDataFact("mnist_t10k.csv.gz")]
    public void Reads_digits_of_785_columns()
    {
        using var unzipped = new MemoryStream();
        using (var zipped = new GZipStream(File.OpenRead(SharedData.Find("mnist_t10k.csv.gz")), CompressionMode.Decompress))
        {
            zipped.CopyTo(unzipped);
        }

        (TableScan scan, DataTable table) = Read(unzipped.ToArray());

        Assert.Equal(10_000, table.RowCount);
        Assert.Equal(785, table.Columns.Count);
        Assert.All(table.Columns, column => Assert.Equal(ColumnType.Numeric, column.Type));
        Assert.Equal(10, scan.Schema[0].Distinct);
    }

    // Distinct and missing counts, mean and standard deviation by Python 3.11: csv.reader, statistics.fmean, statistics.stdev.
    [SharedDataTheory("adult.csv", "california_housing.csv")]
    [InlineData("adult.csv", "fnlwgt", 0, 28523, 189664.13459727284, 105604.02542315728)]
    [InlineData("adult.csv", "capital_gain", 0, 123, 1079.0676262233324, 7452.019057655394)]
    [InlineData("adult.csv", "age", 0, 74, 38.64358543876172, 13.710509934443557)]
    [InlineData("california_housing.csv", "total_bedrooms", 207, 1923, 537.8705525375618, 421.3850700740323)]
    [InlineData("california_housing.csv", "longitude", 0, 844, -119.56970445736435, 2.003531723502588)]
    [InlineData("california_housing.csv", "median_income", 0, 12928, 3.8706710029069766, 1.8998217179452688)]
    public void Agrees_with_python_on_numbers(string file, string column, long missing, long distinct, double mean, double deviation)
    {
        (TableScan scan, _) = Read(File.ReadAllBytes(SharedData.Find(file)));
        ColumnSchema schema = scan.Schema.Single(one => one.Name == column);
        Moments moments = scan.Columns.Single(one => one.Name == column).Moments;

        Assert.Equal((missing, distinct), (schema.Missing, schema.Distinct));
        Assert.Equal(1, moments.Mean / mean, 12);
        Assert.Equal(1, moments.StandardDeviation / deviation, 10);
    }

    [SharedDataTheory("adult.csv", "telco_churn.csv", "bike_hour.csv")]
    [InlineData("adult.csv", "occupation", 2809, 14)]
    [InlineData("adult.csv", "native_country", 857, 41)]
    [InlineData("telco_churn.csv", "TotalCharges", 11, 6530)]
    [InlineData("telco_churn.csv", "customerID", 0, 7043)]
    [InlineData("bike_hour.csv", "dteday", 0, 731)]
    public void Agrees_with_python_on_missing_and_distinct(string file, string column, long missing, long distinct)
    {
        ColumnSchema schema = Read(File.ReadAllBytes(SharedData.Find(file))).Scan.Schema.Single(one => one.Name == column);

        Assert.Equal((missing, distinct), (schema.Missing, schema.Distinct));
    }

    // 52 and 146 by Python: len(rows) − len(set(map(tuple, rows))).
    [SharedDataTheory("adult.csv", "diamonds.csv")]
    [InlineData("adult.csv", 52)]
    [InlineData("diamonds.csv", 146)]
    public void Agrees_with_python_on_duplicate_rows(string file, long duplicates) =>
        Assert.Equal(duplicates, Read(File.ReadAllBytes(SharedData.Find(file))).Scan.DuplicateRows);

    private static (TableScan Scan, DataTable Table) Read(byte[] bytes)
    {
        CsvFormat format = CsvFormatDetector.Detect(new MemoryStream(bytes));
        TableScan scan = TableScan.Run(new MemoryStream(bytes), format);
        return (scan, TableReader.Read(new MemoryStream(bytes), format, scan.Schema, scan.Rows));
    }

    private static char Letter(ColumnType type) => type switch
    {
        ColumnType.Numeric => 'n',
        ColumnType.Categorical => 'c',
        ColumnType.Boolean => 'b',
        ColumnType.DateTime => 'd',
        _ => 't',
    };
}
