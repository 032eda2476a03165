using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Boosting;

public sealed class MonotoneTests
{
    private static readonly GradientBoostingLearner s_learner = new();
    private static readonly Hyperparameters s_small = Hyperparameters.None.With("rounds", 40).With("min_leaf_rows", 3);

    [Theory]
    [InlineData(TaskKind.Regression, "squared", "up")]
    [InlineData(TaskKind.Regression, "huber", "down")]
    [InlineData(TaskKind.Regression, "poisson", "up")]
    [InlineData(TaskKind.Binary, "squared", "up")]
    [InlineData(TaskKind.Binary, "squared", "down")]
    public void Answers_only_move_the_way_asked_for_where_they_would_not_by_themselves(TaskKind task, string loss, string way)
    {
        TrainingData data = Wave(task);
        Hyperparameters values = task == TaskKind.Regression ? s_small.With("loss", loss) : s_small;
        IFittedModel free = Fit(data, values);
        IFittedModel bound = Fit(data, values.With("monotone", $"x0:{way}, x5:down"));

        double sign = way == "up" ? 1 : -1;
        Assert.True(WorstStep(free, data, 0, sign) < -0.01);
        Assert.True(WorstStep(bound, data, 0, sign) >= 0);
        Assert.True(WorstStep(bound, data, 5, -1) >= 0);
    }

    [Fact]
    public void A_rule_that_the_data_keep_costs_little()
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, 3000);
        double free = LearningData.R2(LearningData.PredictOneByOne(Fit(data, s_small), data.Features), data.Target);
        double bound = LearningData.R2(LearningData.PredictOneByOne(Fit(data, s_small.With("monotone", "x0:up")), data.Features), data.Target);

        Assert.InRange(bound, free - 0.03, 1);
    }

    [Fact]
    public void Two_threads_give_the_same_bytes_as_one()
    {
        TrainingData data = LearningData.Make(TaskKind.Binary, 2, 2000);
        Hyperparameters values = s_small.With("monotone", "x0:up,x1:down");

        Assert.Equal(
            LearningData.Bytes(s_learner.Fit(data, values, new TrainingContext { Seed = 1, Threads = 1 })),
            LearningData.Bytes(s_learner.Fit(data, values, new TrainingContext { Seed = 1, Threads = 3 })));
    }

    [Theory]
    [InlineData(TaskKind.Binary, "x0", "rules such as")]
    [InlineData(TaskKind.Binary, "x0:sideways", "rules such as")]
    [InlineData(TaskKind.Binary, "nothing:up", "no feature")]
    [InlineData(TaskKind.Binary, "x6:up", "no order")]
    [InlineData(TaskKind.Multiclass, "x0:up", "two classes")]
    public void Rules_that_cannot_be_kept_are_refused(TaskKind task, string rules, string reason)
    {
        TrainingData data = LearningData.Make(task, task == TaskKind.Binary ? 2 : 4, 100);

        InvalidException refused = Assert.Throws<InvalidException>(() => Fit(data, s_small.With("monotone", rules)));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Errors.ContainsKey("monotone"));
    }

    [Fact]
    public void Leaves_that_answer_a_quantile_are_no_ground()
    {
        TrainingData data = LearningData.Make(TaskKind.Regression, 0, 100);
        Assert.Throws<InvalidException>(() => Fit(data, s_small.With("monotone", "x0:up").With("loss", "absolute")));
    }

    private static IFittedModel Fit(TrainingData data, Hyperparameters values) => s_learner.Fit(data, values, new TrainingContext { Seed = 1, Threads = 2 });

    /// <summary>The answer goes up and down with x0 and a little with the others.</summary>
    private static TrainingData Wave(TaskKind task)
    {
        TrainingData made = LearningData.Make(TaskKind.Regression, 0, 2500);
        float[] scores = [.. Enumerable.Range(0, made.Rows).Select(row =>
            MathF.Sin(2 * made.Features.Column(0)[row]) + (0.5f * made.Features.Column(1)[row]) + (0.1f * made.Target[row]))];
        return new TrainingData
        {
            Features = made.Features,
            Target = Array.ConvertAll(scores, score => task == TaskKind.Binary ? (score > 0 ? 1f : 0f) : MathF.Exp(score)),
            Task = task,
            ClassCount = task == TaskKind.Binary ? 2 : 0,
        };
    }

    /// <summary>The least rise of the answer from a value of a feature to the next, over many rows.</summary>
    private static double WorstStep(IFittedModel model, TrainingData data, int feature, double sign)
    {
        double worst = double.PositiveInfinity;
        var row = new float[data.Features.Width];
        var outputs = new float[model.OutputCount];
        for (int i = 0; i < 200; i++)
        {
            data.Features.CopyRow(i, row);
            double last = double.NaN;
            for (int step = -30; step <= 30; step++)
            {
                row[feature] = step / 10f;
                model.Predict(row, outputs);
                worst = double.IsNaN(last) ? worst : Math.Min(worst, sign * (outputs[^1] - last));
                last = outputs[^1];
            }
        }

        return worst;
    }
}
