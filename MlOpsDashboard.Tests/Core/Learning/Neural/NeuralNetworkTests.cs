using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Neural;
using MlOpsDashboard.Core.Learning.Parameters;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Neural;

public sealed class NeuralNetworkTests
{
    private static readonly NeuralNetworkLearner s_learner = new();
    private static readonly Hyperparameters s_short = Hyperparameters.None.With("epochs", 3).With("hidden", "24-10");

    [Theory]
    [InlineData(TaskKind.Binary, 2, "relu")]
    [InlineData(TaskKind.Multiclass, 26, "gelu")]
    [InlineData(TaskKind.Regression, 0, "relu")]
    public void Two_threads_give_the_same_bytes_as_one(TaskKind task, int classes, string activation)
    {
        TrainingData data = LearningData.Make(task, classes, 1000, dense: true);
        Hyperparameters values = s_short.With("activation", activation).With("dropout", 0.3);

        byte[] one = LearningData.Bytes(s_learner.Fit(data, values, new TrainingContext { Seed = 5, Threads = 1 }));
        byte[] three = LearningData.Bytes(s_learner.Fit(data, values, new TrainingContext { Seed = 5, Threads = 3 }));
        byte[] otherSeed = LearningData.Bytes(s_learner.Fit(data, values, new TrainingContext { Seed = 6, Threads = 1 }));

        Assert.Equal(one, three);
        Assert.NotEqual(one, otherSeed);
    }

    [Theory]
    [InlineData(TaskKind.Binary, 2)]
    [InlineData(TaskKind.Multiclass, 10)]
    [InlineData(TaskKind.Regression, 0)]
    public void Loaded_predicts_the_same_one_by_one_and_together(TaskKind task, int classes)
    {
        TrainingData data = LearningData.Make(task, classes, 1500, dense: true);
        IFittedModel model = s_learner.Fit(data, s_short, new TrainingContext { Seed = 1, Threads = 2 });
        IFittedModel loaded = s_learner.Load(new WeightsReader(LearningData.Bytes(model)));

        float[] oneByOne = LearningData.PredictOneByOne(model, data.Features);
        var together = new float[oneByOne.Length];
        loaded.PredictBatch(data.Features, together, 2, CancellationToken.None);

        Assert.Equal(oneByOne, together);
        if (classes > 0)
        {
            Assert.All(oneByOne.Chunk(classes), row => Assert.Equal(1, row.Sum(), 1e-5));
        }
    }

    [Fact]
    public void Learns_a_product_that_no_line_can()
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, 4000, dense: true);
        TrainingData unseen = LearningData.Make(TaskKind.Regression, 0, 1000, seed: 50, dense: true);
        IFittedModel model = s_learner.Fit(data, Hyperparameters.None.With("epochs", 30), new TrainingContext { Seed = 1, Threads = 2 });

        Assert.True(LearningData.R2(LearningData.PredictOneByOne(model, unseen.Features), unseen.Target) > 0.75);
    }

    [Fact]
    public void Large_targets_are_standardised_inside()
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, 2000, dense: true);
        float[] large = Array.ConvertAll(data.Target, target => 500_000 + (100_000 * target));
        var scaled = new TrainingData { Features = data.Features, Target = large, Task = TaskKind.Regression, ClassCount = 0 };
        float[] plain = LearningData.PredictOneByOne(s_learner.Fit(data, s_short, new TrainingContext { Seed = 1 }), data.Features);
        float[] outputs = LearningData.PredictOneByOne(s_learner.Fit(scaled, s_short, new TrainingContext { Seed = 1 }), data.Features);

        Assert.True(LearningData.R2(Array.ConvertAll(outputs, output => (output - 500_000) / 100_000), plain) > 0.99);
    }

    [Fact]
    public void Damaged_weights_are_refused()
    {
        TrainingData data = LearningData.Make(TaskKind.Multiclass, 5, 200, dense: true);
        byte[] bytes = LearningData.Bytes(s_learner.Fit(data, s_short, new TrainingContext { Seed = 1 }));
        var random = new SeededRandom(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = (byte[])bytes.Clone();
            damaged[random.Next(Math.Min(damaged.Length, 400))] ^= (byte)(1 << random.Next(8));
            LearningData.LoadAndUse(s_learner, damaged, data.Features);
        }
    }

    [Fact]
    public void Early_stopping_keeps_the_best_epoch()
    {
        TrainingData data = LearningData.Make(TaskKind.Binary, 2, 200, dense: true);
        TrainingData validation = LearningData.Make(TaskKind.Binary, 2, 300, seed: 99, dense: true);
        var losses = new List<double>();
        IFittedModel model = s_learner.Fit(
            data,
            Hyperparameters.None.With("epochs", 200).With("learning_rate", 0.02).With("batch_rows", 32).With("dropout", 0).With("early_stopping_epochs", 4),
            new TrainingContext { Seed = 1, Validation = validation, Progress = progress => { losses.Add(progress.Value); return true; } });

        Assert.Equal(losses.IndexOf(losses.Min()) + 5, losses.Count);
        float[] outputs = LearningData.PredictOneByOne(model, validation.Features);
        double loss = Enumerable.Range(0, 300).Average(row => -Math.Log(Math.Max(1e-4, outputs[(2 * row) + (int)validation.Target[row]])));
        Assert.Equal(losses.Min(), loss, 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Few_rows_give_a_model(int rows)
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, rows, dense: true);
        float[] outputs = LearningData.PredictOneByOne(s_learner.Fit(data, s_short, new TrainingContext { Seed = 1 }), data.Features);

        Assert.All(outputs, output => Assert.True(float.IsFinite(output)));
    }

    [Fact]
    public void Hidden_layers_that_are_no_numbers_are_refused_by_name()
    {
        InvalidException refused = Assert.Throws<InvalidException>(() =>
            s_learner.Fit(LearningData.Make(TaskKind.Binary, 2, 50, dense: true), s_short.With("hidden", "a-b"), new TrainingContext { Seed = 1 }));
        Assert.Contains("hidden", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Back_is_the_slope_of_the_loss()
    {
        // Without dropout the first Adam step moves every value by the rate against the sign of its gradient, so the loss of the
        // same batch has to fall with each small step.
        TrainingData data = LearningData.Make(TaskKind.Multiclass, 3, 64, dense: true);
        NetworkOptions options = NetworkOptions.From(Hyperparameters.None.With("hidden", "8-6").With("dropout", 0).With("batch_rows", 64).With("activation", "gelu"));
        using var team = new WorkerTeam(1);
        using var state = new NetworkState(7, [], [0, 0, 0], TaskKind.Multiclass, options, team, new SeededRandom(1));
        using var batch = new Tensor(64, 7);
        for (int row = 0; row < 64; row++)
        {
            data.Features.CopyRow(row, batch.RowSpan(row));
        }

        float[] weights = [.. Enumerable.Repeat(1f, 64)];
        double[] losses = [.. Enumerable.Range(0, 50).Select(_ => state.Step(batch, data.Target, weights, 64, 1e-3, 1))];

        Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.Second < pair.First));
    }
}
