using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

/// <summary>Trained on one part of the shared data sets, compared on 1,000 rows of another.</summary>
public sealed class RealDataExportTests
{
    private const string Adult = "adult.csv";
    private const string Bikes = "bike_hour.csv";
    private const string Digits = "mnist_t10k.csv.gz";
    private const string Houses = "california_housing.csv";
    private const string Telco = "telco_churn.csv";

    public static TheoryData<string> Learners => [.. LearnerCatalog.All.Select(learner => learner.Name)];

    [SharedDataTheory(Adult)]
    [MemberData(nameof(Learners))]
    public void Adult_is_answered_the_same(string learner) => Compare(Adult, "income", learner);

    [SharedDataTheory(Telco)]
    [MemberData(nameof(Learners))]
    public void Telco_churn_is_answered_the_same(string learner) => Compare(Telco, "Churn", learner);

    [SharedDataTheory(Houses)]
    [MemberData(nameof(Learners))]
    public void California_housing_is_answered_the_same(string learner) => Compare(Houses, "median_house_value", learner);

    [SharedDataTheory(Bikes)]
    [MemberData(nameof(Learners))]
    public void Bike_hour_with_its_date_is_answered_the_same(string learner) => Compare(Bikes, "cnt", learner, without: ["casual", "registered"]);

    [SharedDataTheory(Digits)]
    [MemberData(nameof(Learners))]
    public void Mnist_is_answered_the_same(string learner) => Compare(Digits, "label", learner, training: 600);

    private static void Compare(string file, string target, string learner, int training = 2500, params string[] without)
    {
        DataTable table = SharedTable.Read(file);

        // Every so-manieth row, so that files in time order are met in all their parts.
        int step = Math.Max(1, table.RowCount / (training + 1000));
        int[] rows = [.. Enumerable.Range(0, Math.Min(training + 1000, table.RowCount)).Select(i => i * step)];
        TrainedModel model = ExportCheck.Train(
            table.Take(rows[..training]), target, learner, OnnxExportTests.Quick(learner), without: without);

        ExportCheck.SameAnswers(model, table.Take(rows[training..]));
    }
}
