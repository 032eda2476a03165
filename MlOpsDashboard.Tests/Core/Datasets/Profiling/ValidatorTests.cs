using System.Text;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Datasets.Profiling;

public sealed class ValidatorTests
{
    [SharedDataFact("bike_hour.csv")]
    public void Finds_the_sum_that_gives_bike_rentals_away()
    {
        ValidationReport report = Validate(File.ReadAllBytes(SharedData.Find("bike_hour.csv")), "cnt");

        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Leakage && finding.Columns.SequenceEqual(["casual", "registered"]));
        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Identifier && finding.Columns.SequenceEqual(["instant"]));
        Assert.DoesNotContain(report.Findings, finding => finding.Kind == FindingKind.Leakage && finding.Columns.Count == 1);
    }

    [SharedDataTheory("adult.csv", "telco_churn.csv", "california_housing.csv", "diamonds.csv", "elec2_full.csv")]
    [InlineData("adult.csv", "income", "")]
    [InlineData("telco_churn.csv", "Churn", "customerID")]
    [InlineData("california_housing.csv", "median_house_value", "")]
    [InlineData("diamonds.csv", "price", "")]
    [InlineData("elec2_full.csv", "class", "")]
    public void Suspects_no_leak_where_there_is_none(string file, string target, string identifiers)
    {
        ValidationReport report = Validate(File.ReadAllBytes(SharedData.Find(file)), target);

        Assert.DoesNotContain(report.Findings, finding => finding.Kind == FindingKind.Leakage);
        Assert.Equal(identifiers, string.Join(',', report.Findings.Where(finding => finding.Kind == FindingKind.Identifier).SelectMany(finding => finding.Columns)));
    }

    // Counts by Python's collections.Counter.
    [SharedDataFact("adult.csv")]
    public void Counts_classes_and_suggests_the_target()
    {
        ValidationReport report = Validate(File.ReadAllBytes(SharedData.Find("adult.csv")), null);

        Assert.Equal(("income", true), (report.Target, report.TargetIsSuggested));
        Assert.Equal([new("<=50K", 37155), new(">50K", 11687)], report.Classes);
    }

    [Theory]
    [InlineData("cut", "price")]
    public void Suggests_a_target_by_its_name(string other, string target) =>
        Assert.Equal(target, Validate($"{target},{other}\n" + Lines(30, i => $"{i % 7},{(i % 3 == 0 ? "a" : "b")}"), null).Target);

    [Fact]
    public void Finds_columns_that_teach_nothing()
    {
        ValidationReport report = Validate(
            "id,same,twin_a,twin_b,mixed,empty,y\n" + Lines(100, i => $"u{i},7,{i % 9},{i % 9},{(i == 50 ? "oops" : i * 3 % 17)},,{i % 2}"), "y");

        AssertFound(report, FindingKind.Identifier, "id");
        AssertFound(report, FindingKind.Constant, "same");
        AssertFound(report, FindingKind.Constant, "empty");
        AssertFound(report, FindingKind.DuplicateColumn, "twin_a", "twin_b");
        AssertFound(report, FindingKind.MixedTypes, "mixed");
        Assert.Contains(report.Findings, finding => finding.Message.Contains("'oops' on line 52", StringComparison.Ordinal));
    }

    [Fact]
    public void Finds_features_that_give_the_target_away()
    {
        var random = new Random(7);
        ValidationReport classes = Validate(
            "score,words,noise,y\n" + Lines(400, i => $"{(i % 2) + (random.NextDouble() * 0.9):F4},{(i % 2 == 0 ? "red" : "blue")},{random.NextDouble():F4},{(i % 2 == 0 ? "no" : "yes")}"), "y");
        ValidationReport quantity = Validate(
            "x,double_x,noise,y\n" + Lines(400, i => $"{i},{Math.Exp(i / 50.0):F6},{random.NextDouble():F4},{(2 * i) + 1}"), "y");

        Assert.Equal(["score", "words"], Leaks(classes));
        Assert.Equal(["double_x", "x"], Leaks(quantity));
    }

    [Fact]
    public void Judges_the_target()
    {
        ValidationReport single = Validate("x,y\n" + Lines(50, i => $"{i},a"), "y");
        ValidationReport holes = Validate("x,y\n" + Lines(50, i => $"{i % 8},{(i % 10 == 0 ? "" : i % 3 == 0 ? "a" : "b")}"), "y");
        ValidationReport rare = Validate("x,y\n" + Lines(500, i => $"{i % 8},{(i < 3 ? "rare" : "often")}"), "y");

        Assert.Contains(single.Findings, finding => finding is { Kind: FindingKind.ClassBalance, Severity: Severity.Error });
        Assert.Contains(holes.Findings, finding => finding.Message.Contains("missing in 5 rows", StringComparison.Ordinal));
        Assert.Contains(rare.Findings, finding => finding.Message.Contains("'rare' of the target 'y' has 3 rows", StringComparison.Ordinal));
    }

    private static string[] Leaks(ValidationReport report) =>
        [.. report.Findings.Where(finding => finding.Kind == FindingKind.Leakage).SelectMany(finding => finding.Columns).Order(StringComparer.Ordinal)];

    private static void AssertFound(ValidationReport report, FindingKind kind, params string[] columns) =>
        Assert.Contains(report.Findings, finding => finding.Kind == kind && finding.Columns.SequenceEqual(columns));

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static ValidationReport Validate(string csv, string? target) => Validate(Encoding.UTF8.GetBytes(csv), target);

    private static ValidationReport Validate(byte[] bytes, string? target)
    {
        CsvFormat format = CsvFormatDetector.Detect(new MemoryStream(bytes), hasHeader: true);
        TableScan scan = TableScan.Run(new MemoryStream(bytes), format);
        return DatasetAnalysis.Of(scan, () => new MemoryStream(bytes), format, target, CancellationToken.None).Validation;
    }
}
