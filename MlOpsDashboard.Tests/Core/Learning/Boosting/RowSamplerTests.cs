using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Parameters;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Boosting;

public sealed unsafe class RowSamplerTests
{
    private static readonly GradientBoostingLearner s_learner = new();

    [Theory]
    [InlineData(0.2, 0.1)]
    [InlineData(0, 0.3)]
    [InlineData(0.5, 0.3)]
    public void By_gradient_the_largest_are_all_taken_and_the_others_stand_for_the_rest(double top, double other)
    {
        const int Rows = 5000;
        var random = new SeededRandom(1);

        // Few sizes, so that many rows are as large as the last one taken.
        int[] gradients = [.. Enumerable.Range(0, Rows).Select(_ => (int)(random.NextNormal() * 20) * 1_000_003)];
        long[] packed = Array.ConvertAll(gradients, gradient => ((long)gradient << 32) + 100);
        var sampler = new RowSampler(Rows, Goss(top, other));
        long total;
        fixed (long* at = packed)
        {
            total = sampler.Choose(at, new SeededRandom(2));
        }

        int[] chosen = sampler.Chosen.ToArray();
        int[] sorted = [.. gradients.Select(Math.Abs).OrderDescending()];
        int takenForSure = (int)(top * Rows);
        Assert.Equal(takenForSure + (int)(other * Rows), chosen.Length);
        Assert.Equal(chosen.Order(), chosen);
        Assert.Equal(chosen.Length, chosen.Distinct().Count());
        Assert.Equal(chosen.Sum(row => packed[row]), total);
        int[] unraised = [.. chosen.Where(row => (int)packed[row] == 100)];

        // By a plain sort: just so many as asked for, and none smaller than the smallest of these.
        Assert.Equal(takenForSure, unraised.Length);
        Assert.All(unraised, row => Assert.True(Math.Abs(gradients[row]) >= sorted[takenForSure - 1]));
        Assert.All(chosen.Except(unraised), row => Assert.Equal((int)Math.Round(100 * sampler.Factor), (int)packed[row]));

        // What the sample weighs is what all rows weigh, but for rounding.
        Assert.InRange((int)total, Rows * 99, Rows * 101);
    }

    [Fact]
    public void Goss_learns_nearly_as_well_and_the_same_with_any_threads()
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, 6000);
        TrainingData unseen = LearningData.Make(TaskKind.Regression, 0, 2000, seed: 50);
        Hyperparameters goss = Hyperparameters.None.With("rounds", 100).With("sampling", "goss");
        IFittedModel model = s_learner.Fit(data, goss, new TrainingContext { Seed = 1, Threads = 1 });
        IFittedModel whole = s_learner.Fit(data, Hyperparameters.None.With("rounds", 100), new TrainingContext { Seed = 1, Threads = 2 });

        Assert.Equal(LearningData.Bytes(model), LearningData.Bytes(s_learner.Fit(data, goss, new TrainingContext { Seed = 1, Threads = 3 })));
        Assert.NotEqual(LearningData.Bytes(model), LearningData.Bytes(whole));
        double of = LearningData.R2(LearningData.PredictOneByOne(whole, unseen.Features), unseen.Target);
        Assert.InRange(LearningData.R2(LearningData.PredictOneByOne(model, unseen.Features), unseen.Target), of - 0.03, 1);
    }

    private static BoostingOptions Goss(double top, double other) => BoostingOptions.From(
        Hyperparameters.None.With("sampling", "goss").With("goss_top", top).With("goss_other", other), TaskKind.Regression);
}
