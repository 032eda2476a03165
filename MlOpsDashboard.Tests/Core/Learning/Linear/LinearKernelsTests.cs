using MlOpsDashboard.Core.Learning.Linear;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Linear;

public sealed class LinearKernelsTests
{
    public static TheoryData<int> Sizes => [0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 1000];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Adding_a_multiple_gives_the_bits_of_the_plain_loop(int size)
    {
        (float[] column, double[] values) = Random(size);
        double[] plain = (double[])values.Clone();

        LinearKernels.AddScaled(column, 0.37, values);
        LinearKernels.AddScaledScalar(column, 0.37, plain);

        Assert.Equal(plain, values);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_sum_of_products_is_that_of_the_plain_loop(int size)
    {
        (float[] column, double[] values) = Random(size);

        Assert.Equal(LinearKernels.DotScalar(column, values), LinearKernels.Dot(column, values), 1e-12 * Math.Max(1, size));
    }

    private static (float[] Column, double[] Values) Random(int size)
    {
        var random = new Random(size);
        return (
            [.. Enumerable.Range(0, size).Select(_ => (float)random.NextDouble() - 0.5f)],
            [.. Enumerable.Range(0, size).Select(_ => random.NextDouble())]);
    }
}
