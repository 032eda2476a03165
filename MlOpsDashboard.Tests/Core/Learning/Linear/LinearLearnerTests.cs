using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Linear;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Linear;

/// <summary>
/// Expected values: scikit-learn 1.2.1 on the same 200 rows, made by <see cref="LinearCongruence"/>: LogisticRegression with
/// C = 1/(200·alpha) and tol 1e-12 (saga for the elastic net), Ridge(alpha·200) and ElasticNet on the standardised answers.
/// </summary>
public sealed class LinearLearnerTests
{
    private const int Rows = 200;

    private static readonly float[][] s_columns =
    [
        Array.ConvertAll(LinearCongruence.Draw(Rows, 20), u => (float)((u * 2) - 1)),
        Array.ConvertAll(LinearCongruence.Draw(Rows, 21), u => (float)((u * 2) - 1)),
        Array.ConvertAll(LinearCongruence.Draw(Rows, 22), u => u < 0.15 ? 1f : 0f),
    ];

    [Fact]
    public void Logistic_regression_has_the_coefficients_of_scikit_learn() => Check(
        Logistic(), Values(0.01, 0), [2.475863086032175, -1.014832267247567, 2.5563713934705685], [-0.23344299150936507]);

    [Fact]
    public void Logistic_regression_with_an_elastic_net_too() => Check(
        Logistic(), Values(0.02, 0.5), [2.1604771360885917, -0.8106435741272131, 2.116090762173438], [-0.1677592348385972]);

    [Fact]
    public void Softmax_regression_too() => Check(
        Softmax(),
        Values(0.01, 0),
        [
            -3.6414230768394966, 0.12495895225168233, 0.0008984448237606172,
            -0.045994850725437866, -0.17562196648340098, 0.020477866344759652,
            3.687417927564933, 0.05066301423171885, -0.021376311168520214,
        ],
        [-0.7412267142654325, 1.155632338511996, -0.41440562424656135]);

    [Fact]
    public void Ridge_regression_too() => Check(
        Regression(), Values(0.01, 0), [2.888614148444048, -1.939128501421432, 0.8941018052683996], [5.520332571560567]);

    [Fact]
    public void The_elastic_net_too() => Check(
        Regression(), Values(0.1, 0.7), [2.275021345682346, -1.484813371128065, 0.0], [5.683580436028848]);

    [Fact]
    public void Wide_least_squares_by_iteration_agree_with_the_narrow_way()
    {
        var random = new Random(3);
        int width = 1100;
        float[][] columns = [.. Enumerable.Range(0, width).Select(_ => Enumerable.Range(0, 60).Select(_ => (float)random.NextDouble()).ToArray())];
        float[] target = [.. Enumerable.Range(0, 60).Select(row => columns[0][row] - (2 * columns[1][row]))];
        TrainingData wide = Data(columns, target, TaskKind.Regression, 0);

        IFittedModel iterated = new LinearLearner().Fit(wide, Values(0.1, 0), new TrainingContext { Seed = 1 });
        IFittedModel direct = LeastSquares.Fit(wide, new LinearPenalty(0.1, 0, 500), new TrainingContext { Seed = 1 });

        Assert.Equal(((LinearModel)direct).Coefficients, ((LinearModel)iterated).Coefficients, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Weights_count_as_copies_of_rows()
    {
        TrainingData once = Logistic();
        int[] rows = [.. Enumerable.Range(0, Rows), .. Enumerable.Range(0, 50)];
        TrainingData copied = once.Take(rows);
        var weighted = new TrainingData
        {
            Features = once.Features,
            Target = once.Target,
            Weights = [.. Enumerable.Range(0, Rows).Select(row => row < 50 ? 2f : 1f)],
            Task = once.Task,
            ClassCount = 2,
        };

        var a = (LinearModel)new LinearLearner().Fit(copied, Values(0.01, 0), new TrainingContext { Seed = 1 });
        var b = (LinearModel)new LinearLearner().Fit(weighted, Values(0.01, 0), new TrainingContext { Seed = 1 });

        Assert.Equal(a.Coefficients, b.Coefficients, (x, y) => Math.Abs(x - y) < 1e-4);
    }

    private static void Check(TrainingData data, Hyperparameters values, double[] coefficients, double[] intercepts)
    {
        var model = (LinearModel)new LinearLearner().Fit(data, values, new TrainingContext { Seed = 1 });

        Assert.Equal(coefficients, model.Coefficients, (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(intercepts, model.Intercepts, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    private static Hyperparameters Values(double alpha, double l1Ratio) =>
        new Hyperparameters([]).With("alpha", alpha).With("l1_ratio", l1Ratio).With("max_iterations", 5000);

    private static TrainingData Logistic()
    {
        double[] noise = LinearCongruence.Draw(Rows, 23);
        float[] target = [.. Enumerable.Range(0, Rows).Select(row =>
            s_columns[0][row] - (0.5 * s_columns[1][row]) + s_columns[2][row] + noise[row] - 0.5 > 0.1 ? 1f : 0f)];
        Assert.Equal(108, target.Sum());
        return Data(s_columns, target, TaskKind.Binary, 2);
    }

    private static TrainingData Softmax()
    {
        double[] noise = LinearCongruence.Draw(Rows, 24);
        double[] place = [.. Enumerable.Range(0, Rows).Select(row => s_columns[0][row] + (0.3 * noise[row]))];
        float[] target = Array.ConvertAll(place, value => value >= 0.5 ? 2f : value >= -0.3 ? 1f : 0f);
        Assert.Equal([47, 96, 57], target.GroupBy(value => value).OrderBy(group => group.Key).Select(group => group.Count()));
        return Data(s_columns, target, TaskKind.Multiclass, 3);
    }

    private static TrainingData Regression()
    {
        double[] noise = LinearCongruence.Draw(Rows, 25);
        float[] target = [.. Enumerable.Range(0, Rows).Select(row =>
            (float)((3.0 * s_columns[0][row]) - (2.0 * s_columns[1][row]) + s_columns[2][row] + 5 + noise[row]))];
        return Data(s_columns, target, TaskKind.Regression, 0);
    }

    private static TrainingData Data(float[][] columns, float[] target, TaskKind task, int classes) => new()
    {
        Features = new FeatureMatrix([.. columns.Select((_, index) => new FeatureInfo($"x{index}", $"x{index}"))], columns, target.Length),
        Target = target,
        Task = task,
        ClassCount = classes,
    };
}
