using MlOpsDashboard.Core.Retraining;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Retraining;

public sealed class ImportanceWeightsTests
{
    private const int Rows = 4000;
    private const int Latest = 1000;

    [Fact]
    public void Weights_follow_the_ratio_of_the_densities()
    {
        // Normal with deviation 1, its mean 0 before and 1 among the latest quarter: the ratio of densities l/o is exp(x − 1/2), and the
        // relative ratio l / (l/4 + 3·o/4) = 1 / (1/4 + 3/4·exp(1/2 − x)).
        float[] values = Normal(shift: 1);

        float[] weights = ImportanceWeights.Of(Table(values), Latest, default);

        foreach (float x in (float[])[-1.5f, -0.5f, 0.5f, 1.5f, 2.5f])
        {
            double mean = Enumerable.Range(0, Rows).Where(row => Math.Abs(values[row] - x) < 0.25).Average(row => weights[row]);
            double ratio = 1 / (0.25 + (0.75 * Math.Exp(0.5 - x)));
            Assert.True(Math.Abs(mean - ratio) < 0.12 + (0.1 * ratio), $"at {x}: {mean:0.00}, by the densities {ratio:0.00}");
        }

        Assert.InRange(weights.Average(), 0.9, 1.1);
        Assert.All(weights, weight => Assert.InRange(weight, ImportanceWeights.Least, (float)Rows / Latest));
    }

    [Fact]
    public void Rows_that_look_alike_count_alike()
    {
        float[] weights = ImportanceWeights.Of(Table(Normal(shift: 0)), Latest, default);

        Assert.InRange(weights.Average(), 0.9, 1.1);
        Assert.True(weights.Count(weight => weight is > 0.5f and < 2) > 0.9 * Rows);
        Assert.Equal(weights, ImportanceWeights.Of(Table(Normal(shift: 0)), Latest, default));
    }

    [Fact]
    public void Nothing_to_go_by_leaves_all_rows_at_one()
    {
        var dates = new DataTable([new DateTimeColumn("at", [.. Enumerable.Range(0, 50).Select(row => (double)row)])]);

        Assert.All(ImportanceWeights.Of(dates, 10, default), weight => Assert.Equal(1, weight));
        Assert.All(ImportanceWeights.Of(Table(Normal(shift: 1)), 0, default), weight => Assert.Equal(1, weight));
    }

    private static DataTable Table(float[] values) => new([new NumericColumn("x", values)]);

    private static float[] Normal(double shift)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, Rows).Select(row => (float)(Draw(random) + (row >= Rows - Latest ? shift : 0)))];
    }

    private static double Draw(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
