using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Forest;

public sealed class RandomForestTests
{
    private static readonly RandomForestLearner s_learner = new();
    private static readonly Hyperparameters s_few = Hyperparameters.None.With("trees", 25);

    [Theory]
    [InlineData(TaskKind.Binary, 2)]
    [InlineData(TaskKind.Multiclass, 26)]
    [InlineData(TaskKind.Regression, 0)]
    public void Two_threads_give_the_same_bytes_as_one(TaskKind task, int classes)
    {
        TrainingData data = LearningData.Make(task, classes, 1500);

        byte[] one = LearningData.Bytes(s_learner.Fit(data, s_few, new TrainingContext { Seed = 5, Threads = 1 }));
        byte[] three = LearningData.Bytes(s_learner.Fit(data, s_few, new TrainingContext { Seed = 5, Threads = 3 }));
        byte[] otherSeed = LearningData.Bytes(s_learner.Fit(data, s_few, new TrainingContext { Seed = 6, Threads = 1 }));

        Assert.Equal(one, three);
        Assert.NotEqual(one, otherSeed);
    }

    [Theory]
    [InlineData(TaskKind.Binary, 2)]
    [InlineData(TaskKind.Multiclass, 10)]
    [InlineData(TaskKind.Regression, 0)]
    public void Loaded_predicts_the_same_one_by_one_and_together(TaskKind task, int classes)
    {
        TrainingData data = LearningData.Make(task, classes, 1200);
        IFittedModel model = s_learner.Fit(data, s_few, new TrainingContext { Seed = 1, Threads = 2 });
        IFittedModel loaded = s_learner.Load(new WeightsReader(LearningData.Bytes(model)));

        float[] oneByOne = LearningData.PredictOneByOne(model, data.Features);
        var together = new float[oneByOne.Length];
        loaded.PredictBatch(data.Features, together, 2, CancellationToken.None);

        Assert.Equal(oneByOne, together);
        Assert.Equal(1, model.Importance.Sum(), 1e-9);
        if (classes > 0)
        {
            Assert.All(oneByOne.Chunk(classes), row => Assert.Equal(1, row.Sum(), 1e-5));
        }
    }

    [Fact]
    public void Damaged_weights_are_refused()
    {
        TrainingData data = LearningData.Make(TaskKind.Multiclass, 5, 200);
        byte[] bytes = LearningData.Bytes(s_learner.Fit(data, s_few.With("trees", 2), new TrainingContext { Seed = 1 }));
        var random = new SeededRandom(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            LearningData.LoadAndUse(s_learner, damaged, data.Features);
        }
    }

    [Fact]
    public void Out_of_bag_loss_is_near_that_of_new_rows()
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, 3000);
        TrainingData unseen = LearningData.Make(TaskKind.Regression, 0, 3000, seed: 100);
        var model = (ForestModel)s_learner.Fit(data, Hyperparameters.None.With("trees", 100), new TrainingContext { Seed = 1, Threads = 2 });

        double loss = OutputLoss.Of(LearningData.PredictOneByOne(model, unseen.Features), unseen.Target, 1);
        Assert.Equal(loss, model.OutOfBag.Loss, loss * 0.1);
    }

    [Theory]
    [InlineData(TaskKind.Binary, 2, "oob_accuracy", "oob_log_loss")]
    [InlineData(TaskKind.Multiclass, 4, "oob_accuracy", "oob_log_loss")]
    [InlineData(TaskKind.Regression, 0, "oob_r2", "oob_rmse")]
    public void Out_of_bag_score_is_near_that_of_new_rows_and_is_kept(TaskKind task, int classes, string score, string loss)
    {
        TrainingData data = LearningData.Make(task, classes, 3000);
        TrainingData unseen = LearningData.Make(task, classes, 3000, seed: 100);
        IFittedModel model = s_learner.Fit(data, Hyperparameters.None.With("trees", 100), new TrainingContext { Seed = 1, Threads = 2 });

        SortedDictionary<string, double> figures = OutOfBagFigures.Of(model);
        Assert.Equal([score, loss], figures.Keys.OrderBy(name => name != score));
        var rows = new ScoredRows(task, unseen.Target, LearningData.PredictOneByOne(model, unseen.Features), unseen.ClassCount);
        Assert.Equal(MetricCatalog.Find(score[4..])!.Compute(rows), figures[score], 0.03);
        Assert.Equal(figures, OutOfBagFigures.Of(s_learner.Load(new WeightsReader(LearningData.Bytes(model)))));
    }

    [Fact]
    public void Whole_trees_without_chance_know_every_row()
    {
        TrainingData data = LearningData.Make(TaskKind.Multiclass, 7, 300);
        IFittedModel model = s_learner.Fit(
            data,
            Hyperparameters.None.With("trees", 60).With("min_leaf_rows", 1).With("feature_share", 1.0),
            new TrainingContext { Seed = 1, Threads = 2 });

        float[] outputs = LearningData.PredictOneByOne(model, data.Features);
        Assert.All(Enumerable.Range(0, 300), row =>
        {
            float[] shares = outputs[(row * 7)..((row + 1) * 7)];
            Assert.Equal((int)data.Target[row], Array.IndexOf(shares, shares.Max()));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Few_rows_give_a_model(int rows)
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, rows);
        float[] outputs = LearningData.PredictOneByOne(s_learner.Fit(data, s_few, new TrainingContext { Seed = 1 }), data.Features);

        Assert.All(outputs, output => Assert.InRange(output, data.Target.Min() - 1e-4, data.Target.Max() + 1e-4));
    }

    [Fact]
    public void A_heavy_class_is_predicted_more()
    {
        var random = new SeededRandom(3);
        float[] x = [.. Enumerable.Range(0, 1000).Select(_ => (float)random.NextNormal())];
        float[] y = [.. x.Select(value => random.NextDouble() < 0.3 + (0.1 * value) ? 1f : 0f)];
        var features = new FeatureMatrix([new FeatureInfo("x", "x")], [x], 1000);
        double light = Mean(null);
        double heavy = Mean([.. y.Select(target => target > 0 ? 5f : 1f)]);

        Assert.InRange(light, 0.25, 0.35);
        Assert.True(heavy > light + 0.25);

        double Mean(float[]? weights)
        {
            var data = new TrainingData { Features = features, Target = y, Weights = weights, Task = TaskKind.Binary, ClassCount = 2 };
            IFittedModel model = s_learner.Fit(data, s_few.With("min_leaf_rows", 50), new TrainingContext { Seed = 1 });
            return LearningData.PredictOneByOne(model, features).Where((_, i) => i % 2 == 1).Average();
        }
    }

    [Fact]
    public void Progress_that_says_stop_is_obeyed_and_cancel_throws()
    {
        TrainingData data = LearningData.Make(TaskKind.Binary, 2, 300);
        IFittedModel model = s_learner.Fit(data, Hyperparameters.None, new TrainingContext { Seed = 1, Progress = progress => progress.Step < 20 });
        Assert.Equal(20, ((ForestModel)model).Trees.Trees);

        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => s_learner.Fit(data, s_few, new TrainingContext { Seed = 1, CancellationToken = source.Token }));
    }
}
