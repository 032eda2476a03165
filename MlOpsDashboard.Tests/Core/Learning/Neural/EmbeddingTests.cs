using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Neural;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Neural;

public sealed class EmbeddingTests
{
    private static readonly NeuralNetworkLearner s_learner = new();

    [Fact]
    public void Find_takes_runs_of_one_hot_features_of_four_and_more()
    {
        FeatureInfo[] features =
        [
            new("age", "age"), new("age (missing)", "age"),
            new("city=A", "city"), new("city=B", "city"), new("city=C", "city"), new("city=D", "city"), new("city=E", "city"),
            new("sex=f", "sex"), new("sex=m", "sex"),
            new("job=1", "job"), new("job=2", "job"), new("job=3", "job"), new("job=4", "job"),
        ];

        Assert.Equal([(2, 5), (9, 4)], EmbeddingBlock.Find(features).Select(block => (block.Start, block.Categories)));
    }

    [Fact]
    public void Fold_answers_as_the_two_layers_do()
    {
        using var team = new WorkerTeam(1);
        using var layer = new EmbeddingLayer(9, [new EmbeddingBlock(2, 5, 3)], 6, team, new SeededRandom(1));
        using Tensor input = OneHot(6);
        layer.Forward(input, 6);
        var random = new SeededRandom(2);
        int inner = layer.Output.Columns;
        float[] weights = [.. Enumerable.Range(0, inner * 2).Select(_ => (float)random.NextNormal())];
        NetworkLayer folded = layer.Fold(new NetworkLayer(inner, 2, weights, [0.5f, -1]));

        Assert.Equal(7, inner);
        Assert.Equal([0.5f, -1], folded.Shifts);
        for (int row = 0; row < 6; row++)
        {
            Assert.Equal(Product(layer.Output.RowSpan(row), weights), Product(input.RowSpan(row), folded.Weights), (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Fact]
    public void Back_is_the_slope_by_finite_differences()
    {
        using var team = new WorkerTeam(2);
        using var layer = new EmbeddingLayer(9, [new EmbeddingBlock(2, 5, 3)], 6, team, new SeededRandom(1));
        using Tensor input = OneHot(6);
        Trainable table = layer.Trainables.Single();

        // The loss is half the sum of squares of the output, so that its derivatives are the output itself.
        layer.Forward(input, 6);
        for (int row = 0; row < 6; row++)
        {
            layer.Output.RowSpan(row).CopyTo(layer.Derivatives.RowSpan(row));
        }

        layer.Back(input, 6);
        for (int category = 0; category < 5; category++)
        {
            for (int k = 0; k < 3; k++)
            {
                float before = table.Values.RowSpan(category)[k];
                double above = LossAt(category, k, before + 1e-2f);
                double below = LossAt(category, k, before - 1e-2f);
                table.Values.RowSpan(category)[k] = before;
                Assert.Equal((above - below) / 2e-2, table.Gradients.RowSpan(category)[k], 1e-3);
            }
        }

        double LossAt(int category, int k, float value)
        {
            table.Values.RowSpan(category)[k] = value;
            layer.Forward(input, 6);
            return 0.5 * Enumerable.Range(0, 6).Sum(row => layer.Output.RowSpan(row).ToArray().Sum(x => (double)x * x));
        }
    }

    [Fact]
    public void Two_threads_give_the_same_bytes_as_one_and_categories_are_learnt()
    {
        TrainingData data = Categories(3000, seed: 1);
        TrainingData unseen = Categories(1000, seed: 2);
        Hyperparameters values = Hyperparameters.None.With("categories", "embedding").With("epochs", 15).With("hidden", "32");
        IFittedModel model = s_learner.Fit(data, values, new TrainingContext { Seed = 1, Threads = 1 });

        Assert.Equal(LearningData.Bytes(model), LearningData.Bytes(s_learner.Fit(data, values, new TrainingContext { Seed = 1, Threads = 3 })));
        Assert.NotEqual(LearningData.Bytes(model), LearningData.Bytes(s_learner.Fit(data, values.With("categories", "one_hot"), new TrainingContext { Seed = 1 })));
        Assert.True(LearningData.R2(LearningData.PredictOneByOne(model, unseen.Features), unseen.Target) > 0.9);
    }

    private static TrainingData Categories(int rows, int seed)
    {
        const int Count = 40;
        var random = new SeededRandom(seed);
        int[] codes = [.. Enumerable.Range(0, rows).Select(_ => random.Next(Count))];
        float[] x = [.. codes.Select(_ => (float)random.NextNormal())];
        FeatureInfo[] features = [new("x", "x"), .. Enumerable.Range(0, Count).Select(code => new FeatureInfo($"c={code}", "c"))];
        float[][] columns = [x, .. Enumerable.Range(0, Count).Select(code => Array.ConvertAll(codes, value => value == code ? 1f : 0f))];
        return new TrainingData
        {
            Features = new FeatureMatrix(features, columns, rows),
            Target = [.. codes.Zip(x, (code, number) => (code * 17 % 11) - 5 + (2 * number))],
            Task = TaskKind.Regression,
            ClassCount = 0,
        };
    }

    /// <summary>Two numbers, five categories, two numbers.</summary>
    private static Tensor OneHot(int rows)
    {
        var random = new SeededRandom(5);
        var input = new Tensor(rows, 9);
        for (int row = 0; row < rows; row++)
        {
            Span<float> values = input.RowSpan(row);
            foreach (int number in new[] { 0, 1, 7, 8 })
            {
                values[number] = (float)random.NextNormal();
            }

            values[2 + random.Next(5)] = 1;
        }

        return input;
    }

    private static float[] Product(ReadOnlySpan<float> row, float[] weights)
    {
        var sums = new float[2];
        for (int i = 0; i < row.Length; i++)
        {
            sums[0] += row[i] * weights[2 * i];
            sums[1] += row[i] * weights[(2 * i) + 1];
        }

        return sums;
    }
}
