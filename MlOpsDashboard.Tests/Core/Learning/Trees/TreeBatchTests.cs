using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Trees;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Trees;

public sealed class TreeBatchTests
{
    [Theory]
    [InlineData(31, 0, true)]
    [InlineData(31, 4, true)]
    [InlineData(2, 0, true)]
    [InlineData(32, 0, true)]
    [InlineData(60, 0, false)]
    public void Masks_give_the_bits_of_the_walk_also_for_missing_values(int leaves, int classes, bool asMasks)
    {
        TrainingData made = LearningData.Make(classes == 0 ? TaskKind.Regression : TaskKind.Multiclass, classes, 1531);

        // Without the categories, but with the feature that has missing values; unseen ones too are to go somewhere.
        FeatureMatrix numbers = Numbers(made.Features, seenMissing: true);
        var data = new TrainingData { Features = numbers, Target = made.Target, Task = made.Task, ClassCount = classes };
        var model = (BoostedModel)new GradientBoostingLearner().Fit(
            data, Hyperparameters.None.With("max_leaves", leaves).With("rounds", 7).With("min_leaf_rows", 2), new TrainingContext { Seed = 1 });
        FeatureMatrix asked = Numbers(made.Features, seenMissing: false);
        var together = new float[asked.Rows * model.OutputCount];
        model.PredictBatch(asked, together, 2, CancellationToken.None);

        Assert.Equal(asMasks, model.Trees.Masks is not null);
        Assert.Equal(LearningData.PredictOneByOne(model, asked), together);
        AssertSameAsWalk(model.Trees, asked, classes == 0 ? 1 : classes);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(33)]
    [InlineData(700)]
    public void Masks_look_categories_up_also_missing_and_unseen_ones(int categories)
    {
        var random = new SeededRandom(3);
        float[] codes = [.. Enumerable.Range(0, 3000).Select(_ => (float)random.Next(categories))];
        float[] numbers = [.. codes.Select(_ => (float)random.NextNormal())];
        float[] targets = [.. codes.Zip(numbers, (code, number) => (((int)code * 7919) % 13) + (number * ((int)code % 3)))];
        FeatureInfo[] features = [new("c", "c", categories), new("x", "x")];
        var data = new TrainingData { Features = new FeatureMatrix(features, [codes, numbers], 3000), Target = targets, Task = TaskKind.Regression, ClassCount = 0 };
        var model = (BoostedModel)new GradientBoostingLearner().Fit(data, Hyperparameters.None.With("rounds", 9), new TrainingContext { Seed = 1 });
        float[] odd = [.. codes.Select((code, row) => (row % 7) switch
        {
            0 => float.NaN,
            1 => -1,
            2 => categories + row,
            3 => float.PositiveInfinity,
            _ => code,
        })];
        var asked = new FeatureMatrix(features, [odd, numbers], 3000);
        var together = new float[3000];
        model.PredictBatch(asked, together, 2, CancellationToken.None);

        Assert.True(model.Trees.HasCategories);
        Assert.NotNull(model.Trees.Masks);
        Assert.Equal(LearningData.PredictOneByOne(model, asked), together);
        AssertSameAsWalk(model.Trees, asked, 1);
    }

    [Fact]
    public void Masks_of_many_trees_give_the_bits_of_the_walk()
    {
        // So many nodes of one feature that there are several vectors of heads, blocks, and chunks of words.
        var random = new SeededRandom(9);
        float[] x = [.. Enumerable.Range(0, 4000).Select(_ => (float)random.NextNormal())];
        float[] target = [.. x.Select(value => MathF.Sin(9 * value) + (float)random.NextNormal())];
        var matrix = new FeatureMatrix([new FeatureInfo("x", "x")], [x], x.Length);
        var data = new TrainingData { Features = matrix, Target = target, Task = TaskKind.Regression, ClassCount = 0 };
        var model = (BoostedModel)new GradientBoostingLearner().Fit(
            data, Hyperparameters.None.With("rounds", 150).With("min_leaf_rows", 2), new TrainingContext { Seed = 1 });

        Assert.NotNull(model.Trees.Masks);
        AssertSameAsWalk(model.Trees, matrix, 1);
    }

    private static void AssertSameAsWalk(TreeEnsemble trees, FeatureMatrix features, int outputs)
    {
        var row = new float[features.Width];
        for (int i = 0; i < features.Rows; i++)
        {
            features.CopyRow(i, row);
            var walked = new double[outputs];
            var summed = new double[outputs];
            trees.AddByWalking(row, walked);
            trees.AddTo(row, summed);
            Assert.Equal(walked, summed);
        }
    }

    private static FeatureMatrix Numbers(FeatureMatrix features, bool seenMissing)
    {
        float[][] columns = [.. Enumerable.Range(0, 6).Select(feature => features.Column(feature).ToArray())];
        if (!seenMissing)
        {
            for (int row = 0; row < features.Rows; row += 5)
            {
                columns[row % 6][row] = row % 2 == 0 ? float.NaN : float.PositiveInfinity;
            }
        }

        return new FeatureMatrix([.. features.Features.Take(6)], columns, features.Rows);
    }
}
