using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Boosting;

public sealed class GradientBoostingTests
{
    private static readonly GradientBoostingLearner s_learner = new();

    [Theory]
    [InlineData(TaskKind.Binary, 2)]
    [InlineData(TaskKind.Multiclass, 26)]
    [InlineData(TaskKind.Regression, 0)]
    public void Two_threads_give_the_same_bytes_as_one(TaskKind task, int classes)
    {
        TrainingData data = LearningData.Make(task, classes, 3000);
        Hyperparameters values = Hyperparameters.None.With("rounds", task == TaskKind.Multiclass ? 3 : 20).With("row_sample", 0.8).With("column_sample", 0.7);

        byte[] one = LearningData.Bytes(s_learner.Fit(data, values, new TrainingContext { Seed = 5, Threads = 1 }));
        byte[] two = LearningData.Bytes(s_learner.Fit(data, values, new TrainingContext { Seed = 5, Threads = 2 }));
        byte[] three = LearningData.Bytes(s_learner.Fit(data, values, new TrainingContext { Seed = 5, Threads = 3 }));
        byte[] otherSeed = LearningData.Bytes(s_learner.Fit(data, values, new TrainingContext { Seed = 6, Threads = 1 }));

        Assert.Equal(one, two);
        Assert.Equal(one, three);
        Assert.NotEqual(one, otherSeed);
    }

    [Theory]
    [InlineData(TaskKind.Binary, 2)]
    [InlineData(TaskKind.Multiclass, 10)]
    [InlineData(TaskKind.Regression, 0)]
    public void Loaded_predicts_the_same_one_by_one_and_together(TaskKind task, int classes)
    {
        TrainingData data = LearningData.Make(task, classes, 2500);
        IFittedModel model = s_learner.Fit(data, Hyperparameters.None.With("rounds", 11), new TrainingContext { Seed = 1, Threads = 2 });
        IFittedModel loaded = s_learner.Load(new WeightsReader(LearningData.Bytes(model)));

        float[] oneByOne = LearningData.PredictOneByOne(model, data.Features);
        var together = new float[oneByOne.Length];
        loaded.PredictBatch(data.Features, together, 2, CancellationToken.None);

        Assert.Equal(oneByOne, together);
        Assert.Equal(1, model.Importance.Sum(), 1e-9);
    }

    [Fact]
    public void Damaged_weights_are_refused()
    {
        TrainingData data = LearningData.Make(TaskKind.Binary, 2, 300);
        byte[] bytes = LearningData.Bytes(s_learner.Fit(data, Hyperparameters.None.With("rounds", 3), new TrainingContext { Seed = 1 }));
        var random = new SeededRandom(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            LearningData.LoadAndUse(s_learner, damaged, data.Features);
        }

        Assert.Throws<InvalidDataException>(() => s_learner.Load(new WeightsReader(bytes.AsMemory(0, bytes.Length / 2))));
    }

    [Fact]
    public void Learns_what_can_be_learnt()
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, 4000);
        IFittedModel model = s_learner.Fit(data, Hyperparameters.None, new TrainingContext { Seed = 1, Threads = 2 });

        Assert.True(LearningData.R2(LearningData.PredictOneByOne(model, data.Features), data.Target) > 0.95);
    }

    [Fact]
    public void Missing_values_are_told_from_others()
    {
        // The answer is whether the value is missing, whatever it is otherwise.
        float[] values = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0 ? float.NaN : i)];
        var data = new TrainingData
        {
            Features = new FeatureMatrix([new FeatureInfo("x", "x")], [values], 400),
            Target = [.. values.Select(value => float.IsNaN(value) ? 1f : 0f)],
            Task = TaskKind.Binary,
            ClassCount = 2,
        };
        IFittedModel model = s_learner.Fit(data, Hyperparameters.None, new TrainingContext { Seed = 1 });

        var outputs = new float[2];
        model.Predict([float.NaN], outputs);
        Assert.True(outputs[1] > 0.99);
        model.Predict([123], outputs);
        Assert.True(outputs[1] < 0.01);
    }

    [Fact]
    public void Categories_of_any_number_are_split_and_unseen_ones_are_no_error()
    {
        var random = new SeededRandom(2);
        float[] codes = [.. Enumerable.Range(0, 6000).Select(_ => (float)random.Next(250))];
        var data = new TrainingData
        {
            Features = new FeatureMatrix([new FeatureInfo("c", "c", 700)], [codes], codes.Length),
            Target = [.. codes.Select(code => (int)code % 2 == 0 && code < 200 ? 1f : 0f)],
            Task = TaskKind.Binary,
            ClassCount = 2,
        };
        IFittedModel model = s_learner.Fit(data, Hyperparameters.None.With("min_leaf_rows", 1), new TrainingContext { Seed = 1 });

        float[] outputs = LearningData.PredictOneByOne(model, data.Features);
        int right = Enumerable.Range(0, codes.Length).Count(row => (outputs[(2 * row) + 1] > 0.5) == (data.Target[row] > 0.5));
        Assert.True(right > 0.95 * codes.Length);
        var unseen = new float[2];
        foreach (float code in new[] { 699f, 5000f, -3f, float.NaN, float.PositiveInfinity })
        {
            model.Predict([code], unseen);
            Assert.Equal(1, unseen[0] + unseen[1], 1e-6);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Few_rows_give_a_model(int rows)
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, rows);
        IFittedModel model = s_learner.Fit(data, Hyperparameters.None.With("rounds", 5), new TrainingContext { Seed = 1, Threads = 2 });

        float[] outputs = LearningData.PredictOneByOne(model, data.Features);
        Assert.All(outputs, output => Assert.Equal(data.Target.Average(), output, 1e-3));
    }

    [Fact]
    public void Constant_and_empty_features_are_no_hindrance()
    {
        float[] x = [.. Enumerable.Range(0, 200).Select(i => (float)i)];
        FeatureInfo[] features = [new("constant", "constant"), new("missing", "missing"), new("x", "x"), new("none", "none", 3)];
        var data = new TrainingData
        {
            Features = new FeatureMatrix(features, [new float[200], [.. x.Select(_ => float.NaN)], x, [.. x.Select(_ => float.NaN)]], 200),
            Target = x,
            Task = TaskKind.Regression,
            ClassCount = 0,
        };
        IFittedModel model = s_learner.Fit(data, Hyperparameters.None, new TrainingContext { Seed = 1 });

        Assert.True(LearningData.R2(LearningData.PredictOneByOne(model, data.Features), x) > 0.99);
        Assert.Equal(1, model.Importance[2], 1e-9);
    }

    [Fact]
    public void A_weight_of_two_is_the_row_twice()
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, 200);
        int[] twice = [.. Enumerable.Range(0, 200).SelectMany(row => row % 3 == 0 ? new[] { row, row } : [row])];
        var weighted = new TrainingData
        {
            Features = data.Features,
            Target = data.Target,
            Weights = [.. Enumerable.Range(0, 200).Select(row => row % 3 == 0 ? 2f : 1f)],
            Task = data.Task,
            ClassCount = 0,
        };
        Hyperparameters values = Hyperparameters.None.With("rounds", 20).With("min_leaf_rows", 1).With("min_leaf_weight", 10.0);

        float[] byWeight = LearningData.PredictOneByOne(s_learner.Fit(weighted, values, new TrainingContext { Seed = 1 }), data.Features);
        float[] byRow = LearningData.PredictOneByOne(s_learner.Fit(data.Take(twice), values, new TrainingContext { Seed = 1 }), data.Features);

        Assert.True(LearningData.R2(byWeight, byRow) > 0.9999);
    }

    [Fact]
    public void Early_stopping_keeps_the_best_round()
    {
        TrainingData data = LearningData.Make(TaskKind.Binary, 2, 600);
        TrainingData validation = LearningData.Make(TaskKind.Binary, 2, 400, seed: 99);
        var losses = new List<double>();
        IFittedModel model = s_learner.Fit(
            data,
            Hyperparameters.None.With("rounds", 500).With("early_stopping_rounds", 10).With("learning_rate", 0.5),
            new TrainingContext { Seed = 1, Validation = validation, Progress = progress => { losses.Add(progress.Value); return true; } });

        int best = losses.IndexOf(losses.Min());
        Assert.Equal(best + 11, losses.Count);
        Assert.Equal(best + 1, ((BoostedModel)model).Trees.Trees);
        float[] outputs = LearningData.PredictOneByOne(model, validation.Features);
        double loss = Enumerable.Range(0, 400).Average(row => -Math.Log(outputs[(2 * row) + (int)validation.Target[row]]));
        Assert.Equal(losses.Min(), loss, 1e-4);
    }

    [Fact]
    public void Progress_that_says_stop_is_obeyed_and_cancel_throws()
    {
        TrainingData data = LearningData.Make(TaskKind.Binary, 2, 600);
        IFittedModel model = s_learner.Fit(data, Hyperparameters.None, new TrainingContext { Seed = 1, Progress = progress => progress.Step < 3 });
        Assert.Equal(3, ((BoostedModel)model).Trees.Trees);

        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => s_learner.Fit(data, Hyperparameters.None, new TrainingContext { Seed = 1, CancellationToken = source.Token }));
    }

    [Theory]
    [InlineData("absolute", 0.75)]
    [InlineData("huber", 0.9)]
    [InlineData("poisson", 0.9)]
    [InlineData("squared", 0.9)]
    public void Every_loss_learns_the_positive_answer(string loss, double least)
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, 3000);
        float[] target = Array.ConvertAll(data.Target, value => MathF.Exp(value / 4));
        var positive = new TrainingData { Features = data.Features, Target = target, Task = TaskKind.Regression, ClassCount = 0 };
        IFittedModel model = s_learner.Fit(positive, Hyperparameters.None.With("loss", loss), new TrainingContext { Seed = 1, Threads = 2 });

        Assert.True(LearningData.R2(LearningData.PredictOneByOne(model, data.Features), target) > least);
    }

    [Theory]
    [InlineData("absolute")]
    [InlineData("huber")]
    public void Robust_losses_are_not_carried_away_by_outliers(string loss)
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, 3000);
        float[] spoilt = [.. data.Target.Select((value, row) => row % 20 == 0 ? value + 1000 : value)];
        var noisy = new TrainingData { Features = data.Features, Target = spoilt, Task = TaskKind.Regression, ClassCount = 0 };

        double robust = MeanError(loss);
        double squared = MeanError("squared");
        Assert.True(robust < squared / 4, $"{robust} against {squared}");

        double MeanError(string name) => LearningData
            .PredictOneByOne(s_learner.Fit(noisy, Hyperparameters.None.With("loss", name), new TrainingContext { Seed = 1, Threads = 2 }), data.Features)
            .Zip(data.Target, (output, target) => Math.Abs((double)output - target)).Average();
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.9)]
    public void Quantile_loss_leaves_that_share_below(double quantile)
    {
        var random = new SeededRandom(4);
        float[] x = [.. Enumerable.Range(0, 5000).Select(i => i / 5000f)];
        float[] y = [.. x.Select(value => value + (float)(random.NextNormal() * (0.1 + value)))];
        var data = new TrainingData { Features = new FeatureMatrix([new FeatureInfo("x", "x")], [x], 5000), Target = y, Task = TaskKind.Regression, ClassCount = 0 };
        IFittedModel model = s_learner.Fit(
            data,
            Hyperparameters.None.With("loss", "quantile").With("quantile", quantile).With("rounds", 50).With("min_leaf_rows", 100),
            new TrainingContext { Seed = 1 });

        float[] outputs = LearningData.PredictOneByOne(model, data.Features);
        Assert.Equal(quantile, Enumerable.Range(0, 5000).Average(row => y[row] <= outputs[row] ? 1.0 : 0), 0.02);
    }
}
