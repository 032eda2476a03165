using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Resampling;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning;

/// <summary>
/// Problems in which nothing can be learnt: an honest judge finds a ROC AUC near 0.5. Each is also given to a pipeline that looks at
/// rows it must not see, to show that the test would notice.
/// </summary>
public sealed class LeakTests
{
    private const int Rows = 1500;

    [Fact]
    public void Resampling_before_the_split_would_be_noticed()
    {
        DataTable table = Noise(positiveShare: 0.1);
        DataTable balanced = Smote.Balance(table, "y", 1);

        Assert.True(HoldoutAuc(balanced) > 0.85);
    }

    [Theory]
    [InlineData(ImbalanceTreatment.None)]
    [InlineData(ImbalanceTreatment.Smote)]
    [InlineData(ImbalanceTreatment.ClassWeight)]
    [InlineData(ImbalanceTreatment.OverSample)]
    [InlineData(ImbalanceTreatment.UnderSample)]
    public void Resampling_inside_the_training_part_finds_nothing_in_noise(ImbalanceTreatment imbalance)
    {
        foreach (ValidationStrategy strategy in Enum.GetValues<ValidationStrategy>().Where(strategy => strategy != ValidationStrategy.Group))
        {
            TrainerOutcome outcome = Run(Noise(positiveShare: 0.1), strategy, imbalance);

            Assert.All(outcome.Trials, trial => Assert.InRange(trial.Value, 0.3, 0.7));
            Assert.InRange(outcome.Model!.Metadata.Metrics["roc_auc"], 0.3, 0.7);
        }
    }

    [Fact]
    public void Encoding_categories_by_the_answers_of_all_rows_would_be_noticed()
    {
        // Each shop has four rows: the mean answer of a shop tells about its rows when they are among those averaged (ROC AUC 0.77 by counting).
        DataTable table = Shops();
        var shops = (CodedColumn)table.Find("shop")!;
        var answers = (CodedColumn)table.Find("y")!;
        float[] means = new float[Rows];
        foreach (IGrouping<int, int> shop in Enumerable.Range(0, Rows).GroupBy(row => shops.Codes[row]))
        {
            float mean = (float)shop.Average(row => answers.Codes[row]);
            foreach (int row in shop)
            {
                means[row] = mean;
            }
        }

        Assert.True(HoldoutAuc(new DataTable([new NumericColumn("shop", means), answers])) > 0.7);
    }

    [Fact]
    public void Our_encoding_of_categories_finds_nothing_in_noise()
    {
        TrainerOutcome outcome = Run(Shops(), ValidationStrategy.Holdout, ImbalanceTreatment.None);

        Assert.InRange(outcome.Model!.Metadata.Metrics["roc_auc"], 0.35, 0.65);
    }

    [Fact]
    public void A_target_encoding_that_sees_its_own_row_would_be_noticed()
    {
        (double withShops, double alone, double trust) = JudgeShops((pipeline, table, training) => pipeline.Transform(table, training));

        Assert.True(withShops < alone - 0.05, $"{withShops} with the shops, {alone} without.");
        Assert.True(trust > 0.5, $"The model trusts the shops by {trust}.");
    }

    [Fact]
    public void Our_target_encoding_of_words_that_mean_nothing_is_not_believed()
    {
        (double withShops, double alone, double trust) = JudgeShops((pipeline, table, training) => pipeline.TransformTraining(table, training, training));

        Assert.True(withShops > alone - 0.03, $"{withShops} with the shops, {alone} without.");
        Assert.True(trust < 0.35, $"The model trusts the shops by {trust}.");
    }

    [Theory]
    [InlineData(ImbalanceTreatment.None)]
    [InlineData(ImbalanceTreatment.Smote)]
    [InlineData(ImbalanceTreatment.OverSample)]
    [InlineData(ImbalanceTreatment.UnderSample)]
    public void Our_target_encoding_does_no_harm_whatever_is_done_about_rare_classes(ImbalanceTreatment imbalance)
    {
        DataTable table = Signal(positiveShare: 0.25);
        FeatureStep[] steps = [new(FeatureStepCatalog.TargetEncoding, ["shop"], Hyperparameters.None)];

        TrainerOutcome plain = Run(table, ValidationStrategy.KFold, imbalance, ["x"]);
        TrainerOutcome outcome = Run(table, ValidationStrategy.KFold, imbalance, ["x", "shop"], steps);

        Assert.True(outcome.Trials[0].Value > plain.Trials[0].Value - 0.03, $"{outcome.Trials[0].Value} with the shops, {plain.Trials[0].Value} without.");
        Assert.True(outcome.Model!.Metadata.Importance["shop"] < 0.2);
        Assert.Equal("target_encoding of shop (folds 5, smoothing 10)", Assert.Single(outcome.Model.Signature.Steps!).ToString());
    }

    [Fact]
    public void Rows_of_one_group_on_both_sides_would_be_noticed()
    {
        DataTable table = Visits();

        // Known patients are recognised by their own numbers; of new ones nothing can be known.
        Assert.True(Run(table, ValidationStrategy.KFold, ImbalanceTreatment.None).Trials[0].Value > 0.9);
        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System).Run(
            table,
            new TrainingPlan
            {
                Target = "y",
                Learners = ["gradient_boosting"],
                Trials = 1,
                Validation = new ValidationPlan { Strategy = ValidationStrategy.Group, GroupColumn = "patient", Folds = 4 },
            },
            CancellationToken.None);

        Assert.InRange(outcome.Trials[0].Value, 0.3, 0.7);
        Assert.DoesNotContain(outcome.Model!.Signature.Features, feature => feature.Name == "patient");
    }

    [Fact]
    public void A_shuffled_split_of_a_drifting_series_would_be_noticed()
    {
        DataTable table = Drifting();

        TrainerOutcome shuffled = Run(table, ValidationStrategy.Holdout, ImbalanceTreatment.None);
        TrainerOutcome ordered = Run(table, ValidationStrategy.Time, ImbalanceTreatment.None);

        // A row's neighbours in time give its answer away; the future has no such neighbours.
        Assert.True(shuffled.Model!.Metadata.Metrics["roc_auc"] > 0.85);
        Assert.InRange(ordered.Model!.Metadata.Metrics["roc_auc"], 0.2, 0.75);
    }

    [Fact]
    public void A_pipeline_fitted_on_the_training_part_knows_nothing_of_the_rest()
    {
        DataTable table = Noise(positiveShare: 0.5);
        int[] training = [.. Enumerable.Range(0, Rows / 2)];
        float[] wild = [.. Enumerable.Range(0, Rows).Select(row => row < Rows / 2 ? ((NumericColumn)table.Find("x0")!).Values[row] : 1e9f)];
        var changed = new DataTable([new NumericColumn("x0", wild), .. table.Columns.Skip(1)]);

        FeatureMatrix before = FeaturePipeline.Fit(table, ["x0", "x1"], FeatureLayout.Dense, null, training).Transform(table, training);
        FeatureMatrix after = FeaturePipeline.Fit(changed, ["x0", "x1"], FeatureLayout.Dense, null, training).Transform(changed, training);

        Assert.Equal(before.Column(0).ToArray(), after.Column(0).ToArray());
    }

    /// <summary>The AUC on new rows with and without the shops, and the shops' share of the gain.</summary>
    private static (double WithShops, double Alone, double Trust) JudgeShops(Func<FeaturePipeline, DataTable, int[], FeatureMatrix> encode)
    {
        DataTable table = Signal(positiveShare: 0.5);
        TargetColumn target = TargetColumn.Read(table.Find("y")!, null);
        RowSplit split = Splitter.Holdout([.. Enumerable.Range(0, Rows)], target, 0.3, 7);
        (double withShops, SortedDictionary<string, double> importance) = Judge(["x", "shop"]);
        return (withShops, Judge(["x"]).Auc, importance["shop"]);

        (double Auc, SortedDictionary<string, double> Importance) Judge(string[] features)
        {
            var options = new PipelineOptions
            {
                Target = target,
                Steps = features.Length == 1 ? [] : [new FeatureStep(FeatureStepCatalog.TargetEncoding, ["shop"], Hyperparameters.None.With("smoothing", 1.0))],
            };
            var pipeline = FeaturePipeline.Fit(table, features, FeatureLayout.Raw, options, split.Training);
            TrainingData Data(FeatureMatrix matrix, int[] rows) => new()
            {
                Features = matrix,
                Target = Array.ConvertAll(rows, row => target.Values[row]),
                Task = TaskKind.Binary,
                ClassCount = 2,
            };
            TrainingData test = Data(pipeline.Transform(table, split.Test), split.Test);
            IFittedModel model = LearnerCatalog.Find("gradient_boosting")!.Fit(
                Data(encode(pipeline, table, split.Training), split.Training),
                Hyperparameters.None.With("rounds", 40),
                new TrainingContext { Seed = 1 });
            float[] outputs = new float[test.Rows * 2];
            model.PredictBatch(test.Features, outputs, 1, CancellationToken.None);
            return (MetricCatalog.Find("roc_auc")!.Compute(new ScoredRows(TaskKind.Binary, test.Target, outputs, 2)), SourceImportance.Of(pipeline.Features, model.Importance));
        }
    }

    private static TrainerOutcome Run(
        DataTable table, ValidationStrategy strategy, ImbalanceTreatment imbalance, string[]? features = null, params FeatureStep[] steps) =>
        new AutoTrainer(TimeProvider.System).Run(
            table,
            new TrainingPlan
            {
                Target = "y",
                Features = features,
                Steps = steps,
                Learners = ["gradient_boosting"],
                Trials = 1,
                Imbalance = imbalance,
                Validation = new ValidationPlan { Strategy = strategy, Folds = 3 },
            },
            CancellationToken.None);

    private static double HoldoutAuc(DataTable table) => Run(table, ValidationStrategy.Holdout, ImbalanceTreatment.None).Model!.Metadata.Metrics["roc_auc"];

    private static DataTable Noise(double positiveShare)
    {
        var random = new SeededRandom(11);
        float[][] columns = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, Rows).Select(_ => (float)random.NextDouble()).ToArray())];
        int[] answers = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() < positiveShare ? 1 : 0)];
        return new DataTable(
        [
            .. columns.Select((values, index) => new NumericColumn($"x{index}", values)),
            new CodedColumn("y", ColumnType.Categorical, answers, ["no", "yes"]),
        ]);
    }

    // 100 patients with 12 visits each: all numbers and the answer are the patient's, and mean nothing.
    private static DataTable Visits()
    {
        var random = new SeededRandom(15);
        int[] patients = [.. Enumerable.Range(0, 1200).Select(row => row % 100)];
        float[][] own = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 100).Select(_ => (float)random.NextDouble()).ToArray())];
        int[] answers = [.. Enumerable.Range(0, 100).Select(_ => random.Next(2))];
        return new DataTable(
        [
            new CodedColumn("patient", ColumnType.Categorical, patients, [.. Enumerable.Range(0, 100).Select(patient => $"p{patient:00}")]),
            .. own.Select((values, index) => new NumericColumn($"x{index}", Array.ConvertAll(patients, patient => values[patient]))),
            new CodedColumn("y", ColumnType.Categorical, Array.ConvertAll(patients, patient => answers[patient]), ["no", "yes"]),
        ]);
    }

    private static DataTable Shops()
    {
        var random = new SeededRandom(12);
        int[] shops = [.. Enumerable.Range(0, Rows).Select(row => row / 4)];
        int[] answers = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(2))];
        return new DataTable(
        [
            new CodedColumn("shop", ColumnType.Categorical, shops, [.. Enumerable.Range(0, Rows / 4).Select(shop => $"s{shop:0000}")]),
            new CodedColumn("y", ColumnType.Categorical, answers, ["no", "yes"]),
        ]);
    }

    // A number that tells something of the answer, and shops of three rows that tell nothing.
    private static DataTable Signal(double positiveShare)
    {
        var random = new SeededRandom(16);
        int[] answers = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() < positiveShare ? 1 : 0)];
        float[] x = Array.ConvertAll(answers, answer => (float)(answer + random.NextNormal()));
        int[] shops = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(Rows / 3))];
        return new DataTable(
        [
            new NumericColumn("x", x),
            new CodedColumn("shop", ColumnType.Categorical, shops, [.. Enumerable.Range(0, Rows / 3).Select(shop => $"s{shop:0000}")]),
            new CodedColumn("y", ColumnType.Categorical, answers, ["no", "yes"]),
        ]);
    }

    // The answer changes sides every 100 rows, by chance.
    private static DataTable Drifting()
    {
        var random = new SeededRandom(13);
        int[] sides = [.. Enumerable.Range(0, (Rows / 100) + 1).Select(_ => random.Next(2))];
        int[] answers = [.. Enumerable.Range(0, Rows).Select(row => random.Next(10) == 0 ? random.Next(2) : sides[row / 100])];
        float[] place = [.. Enumerable.Range(0, Rows).Select(row => row + (float)(5 * random.NextDouble()))];
        return new DataTable([new NumericColumn("place", place), new CodedColumn("y", ColumnType.Categorical, answers, ["no", "yes"])]);
    }
}
