using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Linear;
using MlOpsDashboard.Core.Learning.Rows;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Linear;

public sealed class NewtonLogisticTests
{
    private const int Rows = 9000;

    [Fact]
    public void Curvature_is_the_product_of_matrices_for_dense_and_sparse_columns()
    {
        TrainingData data = Mixed(weighted: false);
        var random = new SeededRandom(4);
        double[] curvatures = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble())];
        double[][] one = new CurvatureMatrix(new DesignMatrix(data.Features), 1).Of(curvatures, CancellationToken.None);
        double[][] three = new CurvatureMatrix(new DesignMatrix(data.Features), 3).Of(curvatures, CancellationToken.None);

        int width = data.Features.Width;
        for (int i = 0; i <= width; i++)
        {
            Assert.Equal(one[i], three[i]);
            for (int j = 0; j <= i; j++)
            {
                double expected = Enumerable.Range(0, Rows).Sum(row => curvatures[row] * Value(i, row) * Value(j, row));
                Assert.Equal(expected, one[i][j], 1e-6);
            }
        }

        double Value(int feature, int row) => feature == width ? 1 : data.Features.Column(feature)[row];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Newton_agrees_with_lbfgs_and_needs_few_steps(bool weighted)
    {
        TrainingData data = Mixed(weighted);
        var design = new DesignMatrix(data.Features);
        var objective = new LinearObjective(design, data, new LogisticLoss(), 1e-3, 1);
        double[] slow = new double[objective.Dimension];
        new Lbfgs(objective, new double[slow.Length]) { MaxIterations = 5000, Tolerance = 1e-9 }.Minimise(slow, CancellationToken.None);
        int steps = 0;
        var context = new TrainingContext { Seed = 1, Threads = 2, Progress = progress => (steps = progress.Step) > 0 };
        double[] fast = new double[objective.Dimension];
        new NewtonLogistic(design, data, new LinearPenalty(1e-3, 0, 100), context).Minimise(objective, fast);

        Assert.InRange(steps, 1, 12);
        Assert.Equal(slow, fast, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Separable_rows_have_the_finite_answer_of_the_penalty()
    {
        float[] x = [.. Enumerable.Range(0, 100).Select(i => i - 49.5f)];
        var data = new TrainingData
        {
            Features = new FeatureMatrix([new FeatureInfo("x", "x")], [x], 100),
            Target = Array.ConvertAll(x, value => value > 0 ? 1f : 0f),
            Task = TaskKind.Binary,
            ClassCount = 2,
        };
        var design = new DesignMatrix(data.Features);
        var objective = new LinearObjective(design, data, new LogisticLoss(), 1e-4, 1);
        double[] point = new double[2];
        new NewtonLogistic(design, data, new LinearPenalty(1e-4, 0, 200), new TrainingContext { Seed = 1 }).Minimise(objective, point);
        double[] gradient = new double[2];
        objective.Evaluate(point, gradient);

        Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-7));
        Assert.InRange(point[0], 0.1, 10);
    }

    /// <summary>Three numbers and one-hot columns of six categories.</summary>
    private static TrainingData Mixed(bool weighted)
    {
        var random = new SeededRandom(3);
        float[][] columns = [.. Enumerable.Range(0, 9).Select(_ => new float[Rows])];
        var target = new float[Rows];
        for (int row = 0; row < Rows; row++)
        {
            for (int feature = 0; feature < 3; feature++)
            {
                columns[feature][row] = (float)random.NextNormal();
            }

            int code = random.Next(6);
            columns[3 + code][row] = 1;
            double score = columns[0][row] - (2 * columns[1][row]) + (0.4 * (code - 2));
            target[row] = random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
        }

        return new TrainingData
        {
            Features = new FeatureMatrix([.. Enumerable.Range(0, 9).Select(i => new FeatureInfo($"x{i}", $"x{i}"))], columns, Rows),
            Target = target,
            Weights = weighted ? [.. Enumerable.Range(0, Rows).Select(row => 0.5f + (row % 3))] : null,
            Task = TaskKind.Binary,
            ClassCount = 2,
        };
    }
}
