using System.Runtime.Intrinsics.X86;
using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Learning.Boosting;
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
    public void Masks_GiveTheBitsOfTheWalk_AlsoForMissingValues(int leaves, int classes, bool asMasks)
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
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(33, true)]
    [InlineData(512, true)]
    [InlineData(700, false)]
    public void Masks_LookCategoriesUp_AlsoMissingAndUnseenOnes(int categories, bool asMasks)
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
        Assert.Equal(asMasks && Avx512F.IsSupported, model.Trees.Masks is not null);
        Assert.Equal(LearningData.PredictOneByOne(model, asked), together);
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
