using MlOpsDashboard.Core.Learning.Kernels;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Kernels;

/// <summary>The kernels of networks against plain computations in double precision, on both sides of each vector width.</summary>
public sealed unsafe class NeuralKernelTests
{
    public static TheoryData<int> Sizes => TreeKernelTests.Sizes;

    [Theory]
    [InlineData(0, 16, 5)]
    [InlineData(1, 16, 1)]
    [InlineData(7, 32, 9)]
    [InlineData(8, 16, 0)]
    [InlineData(9, 48, 33)]
    [InlineData(33, 16, 64)]
    public void Multiply_is_the_product_plain_and_transposed(int rows, int columns, int inner)
    {
        float[] a = Normals(rows * inner, 1);
        float[] b = Normals(inner * columns, 2);
        var plain = new float[rows * columns];
        var transposed = new float[rows * columns];
        var scalar = new float[rows * columns];
        float[] turned = [.. Enumerable.Range(0, inner * rows).Select(i => a[(i % rows * inner) + (i / rows)])];
        fixed (float* pa = a, pt = turned, pb = b, p = plain, t = transposed, s = scalar)
        {
            GemmKernel.Multiply(pa, inner, 1, pb, p, rows, columns, inner);
            GemmKernel.Multiply(pt, 1, rows, pb, t, rows, columns, inner);
            GemmKernel.MultiplyScalar(pa, inner, 1, pb, s, rows, columns, inner);
        }

        Assert.Equal(scalar, plain);
        Assert.Equal(scalar, transposed);
        for (int i = 0; i < plain.Length; i++)
        {
            double sum = Enumerable.Range(0, inner).Sum(k => (double)a[(i / columns * inner) + k] * b[(k * columns) + (i % columns)]);
            Assert.Equal(sum, plain[i], 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Adam_takes_the_step_of_its_paper(int size)
    {
        float[] values = Normals(size, 1);
        float[] before = (float[])values.Clone();
        float[] gradients = Normals(size, 2);
        var first = new float[size];
        var second = new float[size];
        fixed (float* v = values, g = gradients, f = first, s = second)
        {
            AdamKernel.Step(v, g, f, s, size, 1, 0.01f, 0.1f);
            AdamKernel.Step(v, g, f, s, size, 2, 0.01f, 0.1f);
        }

        for (int i = 0; i < size; i++)
        {
            // With one gradient twice, both corrected means are that gradient and its square: each step is the rate in its direction.
            double expected = before[i];
            for (int step = 0; step < 2; step++)
            {
                expected = (expected * (1 - (0.01 * 0.1))) - (0.01 * Math.Sign(gradients[i]));
            }

            Assert.Equal(expected, values[i], 2e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Bend_and_its_slope_are_those_of_double_precision(int size)
    {
        float[] x = Normals(size, 1);
        float[] scales = Normals(size, 2);
        float[] shifts = Normals(size, 3);
        foreach (bool gelu in new[] { false, true })
        {
            var results = new float[size];
            var slopes = new float[size];
            fixed (float* v = x, c = scales, h = shifts, r = results, s = slopes)
            {
                ActivationKernel.Bend(v, c, h, gelu, r, s, size);
            }

            for (int i = 0; i < size; i++)
            {
                double at = (x[i] * scales[i]) + shifts[i];
                Assert.Equal(F(at), results[i], 1e-5);
                Assert.Equal((F(at + 1e-4) - F(at - 1e-4)) / 2e-4, slopes[i], Math.Abs(at) < 1e-3 ? 1 : 1e-3);
            }

            double F(double at) => gelu ? at / (1 + Math.Exp(-Math.Sqrt(8 / Math.PI) * (at + (0.044715 * at * at * at)))) : Math.Max(at, 0);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Axpy_adds_the_multiple(int size)
    {
        float[] x = Normals(size, 1);
        float[] y = Normals(size, 2);
        float[] before = (float[])y.Clone();
        fixed (float* from = x, to = y)
        {
            AxpyKernel.Add(2.5f, from, to, size);
        }

        Assert.All(Enumerable.Range(0, size), i => Assert.Equal(before[i] + (2.5 * x[i]), y[i], 1e-5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    public void Normalise_and_back_are_those_of_the_scalar_forms(int rows)
    {
        const int Pitch = 48;
        float[] values = Normals(rows * Pitch, 1);
        float[] twin = (float[])values.Clone();
        float[] derivatives = Normals(rows * Pitch, 2);
        float[] twinDerivatives = (float[])derivatives.Clone();
        float[] scales = Normals(16, 3);
        float[] sums = new float[64];
        float[] twinSums = new float[64];
        fixed (float* v = values, t = twin, d = derivatives, e = twinDerivatives, c = scales, s = sums, u = twinSums)
        {
            NormKernel.Normalise(v + 16, rows, Pitch, s, s + 16);
            NormKernel.NormaliseScalar(t + 16, rows, Pitch, u, u + 16);
            NormKernel.Back(d + 16, v + 16, rows, Pitch, c, s + 16, s + 32, s + 48);
            NormKernel.BackScalar(e + 16, t + 16, rows, Pitch, c, u + 16, u + 32, u + 48);
        }

        Assert.All(values.Zip(twin), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.All(derivatives.Zip(twinDerivatives), pair => Assert.Equal(pair.First, pair.Second, rows == 1 ? 1f : 1e-3f));
        Assert.All(sums.Zip(twinSums), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public void Dropout_leaves_out_the_share_and_keeps_the_expectation()
    {
        float[] values = [.. Enumerable.Repeat(1f, 80_000)];
        float[] slopes = (float[])values.Clone();
        fixed (float* v = values, s = slopes)
        {
            DropoutKernel.DropScalar(v, s, values.Length, 0.25f, 7);
        }

        Assert.Equal(0.25, values.Count(value => value == 0) / 80_000.0, 0.01);
        Assert.Equal(1, values.Average(), 0.01);
        Assert.Equal(values, slopes);
    }

    private static float[] Normals(int size, int seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, size).Select(_ => (float)random.NextNormal())];
    }
}
