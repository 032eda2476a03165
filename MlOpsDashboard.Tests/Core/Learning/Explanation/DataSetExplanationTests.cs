using System.IO.Compression;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Explanation;

public sealed class DataSetExplanationTests
{
    [SharedDataTheory("adult.csv", "telco_churn.csv", "elec2.csv", "elec2_full.csv", "california_housing.csv", "bike_hour.csv", "diamonds.csv", "mnist_t10k.csv.gz")]
    [InlineData("adult.csv", "income")]
    [InlineData("telco_churn.csv", "Churn")]
    [InlineData("elec2.csv", "class")]
    [InlineData("elec2_full.csv", "class")]
    [InlineData("california_housing.csv", "median_house_value")]
    [InlineData("bike_hour.csv", "cnt")]
    [InlineData("diamonds.csv", "price")]
    [InlineData("mnist_t10k.csv.gz", "label")]
    public void Contributions_add_up_on_a_thousand_rows_of_every_data_set(string file, string target)
    {
        DataTable table = file.EndsWith(".gz", StringComparison.Ordinal) ? Zipped(file) : SharedTable.Read(file);
        TaskKind? task = file.StartsWith("mnist", StringComparison.Ordinal) ? TaskKind.Multiclass : null;
        bool wide = table.Columns.Count > 100;
        TrainedModel boosted = ExplainedModels.Fit("gradient_boosting", table, target, task, Hyperparameters.None.With("rounds", wide ? 2 : 10));
        ExplainedModels.AddUp(boosted, table, 1000, interventional: false);
        ExplainedModels.AddUp(boosted, table, 20, interventional: true);
        ExplainedModels.AddUp(ExplainedModels.Fit("random_forest", table, target, task, Hyperparameters.None.With("trees", 2).With("max_depth", 6)), table, 1000, interventional: false);
        if (!wide)
        {
            ExplainedModels.AddUp(ExplainedModels.Fit("linear", table, target, task), table, 1000, interventional: false);
        }
    }

    private static DataTable Zipped(string file)
    {
        using var zipped = new GZipStream(File.OpenRead(SharedData.Find(file)), CompressionMode.Decompress);
        var plain = new MemoryStream();
        zipped.CopyTo(plain);
        byte[] bytes = plain.ToArray();
        CsvFormat format = CsvFormatDetector.Detect(new MemoryStream(bytes));
        TableScan scan = TableScan.Run(new MemoryStream(bytes), format);
        return TableReader.Read(new MemoryStream(bytes), format, scan.Schema, scan.Rows);
    }
}
