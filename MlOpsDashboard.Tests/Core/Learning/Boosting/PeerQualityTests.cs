using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Boosting;

/// <summary>
/// Boosting with its defaults against XGBoost 1.7 (hist) and scikit-learn 1.2.1 (HistGradientBoosting): 200 rounds, 31 leaves, 255 bins,
/// learning rate 0.1, categories as ordinal codes; rows 0, 5, 10, … are for the test. The figure is the better one of the two.
/// </summary>
public sealed class PeerQualityTests
{
    [SharedDataTheory("adult.csv", "elec2.csv")]
    [InlineData("adult.csv", "income", 0.93313)]
    [InlineData("elec2.csv", "class", 0.89927)]
    public void Roc_auc_is_within_a_thousandth_of_the_best_peers(string file, string target, double peer)
    {
        (TrainingData test, float[] outputs) = FitAndPredict(file, target, TaskKind.Binary);

        Assert.InRange(RankMetrics.RocAuc(new ScoredRows(TaskKind.Binary, test.Target, outputs, 2)), peer - 0.001, 1);
    }

    [SharedDataTheory("california_housing.csv", "diamonds.csv")]
    [InlineData("california_housing.csv", "median_house_value", 44_711.6)]
    [InlineData("diamonds.csv", "price", 544.60)]
    public void Error_is_within_a_hundredth_of_the_best_peers(string file, string target, double peer)
    {
        (TrainingData test, float[] outputs) = FitAndPredict(file, target, TaskKind.Regression);
        double error = Math.Sqrt(outputs.Zip(test.Target, (output, value) => ((double)output - value) * ((double)output - value)).Average());

        Assert.InRange(error, 0, 1.01 * peer);
    }

    private static (TrainingData Test, float[] Outputs) FitAndPredict(string file, string target, TaskKind task)
    {
        DataTable table = SharedTable.Read(file);
        int rows = table.Columns[0].Length;
        DataTable training = table.Take([.. Enumerable.Range(0, rows).Where(row => row % 5 != 0)]);
        DataTable held = table.Take([.. Enumerable.Range(0, rows).Where(row => row % 5 == 0)]);
        string[] names = [.. table.Columns.Select(column => column.Name).Where(name => name != target)];
        var pipeline = FeaturePipeline.Fit(training, names, FeatureLayout.Raw);
        TrainingData test = Encode(pipeline, held, target, task);
        IFittedModel model = new GradientBoostingLearner().Fit(
            Encode(pipeline, training, target, task), Hyperparameters.None, new TrainingContext { Seed = 1, Threads = 2 });
        var outputs = new float[test.Rows * model.OutputCount];
        model.PredictBatch(test.Features, outputs, 2, CancellationToken.None);
        return (test, outputs);
    }

    private static TrainingData Encode(FeaturePipeline pipeline, DataTable table, string target, TaskKind task)
    {
        var answers = TargetColumn.Read(table.Find(target)!, task);
        return new TrainingData { Features = pipeline.Transform(table), Target = answers.Values, Task = task, ClassCount = answers.Classes.Count };
    }
}
