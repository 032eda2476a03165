using System.Reflection;
using MlOpsDashboard.Core.Learning.Kernels;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Kernels;

/// <summary>Every kernel against a plain computation in double precision, on both sides of each vector width.</summary>
public sealed unsafe class TreeKernelTests
{
    public static TheoryData<int> Sizes => [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 511, 512, 513, 2000];

    [Fact]
    public void Every_kernel_has_a_scalar_twin()
    {
        // How loops share their work is no kernel: there is nothing to vectorise.
        IEnumerable<Type> kernels = typeof(HistogramKernel).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(HistogramKernel).Namespace && type.IsAbstract && type.IsSealed && type != typeof(ParallelLoop));
        IEnumerable<string> alone = kernels.SelectMany(type =>
        {
            string[] names = [.. type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name)];
            return names.Where(name => !name.EndsWith("Scalar", StringComparison.Ordinal) && !names.Contains(name + "Scalar")).Select(name => $"{type.Name}.{name}");
        });
        Assert.Empty(alone);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Logistic_gradients_are_those_of_double_precision(int size)
    {
        float[] scores = Normals(size, 1, 5);
        float[] targets = [.. Normals(size, 2, 1).Select(value => value > 0 ? 1f : 0f)];
        float[] weights = [.. Normals(size, 3, 1).Select(value => Math.Abs(value) + 0.1f)];
        var gradients = new float[size];
        var hessians = new float[size];
        fixed (float* s = scores, t = targets, w = weights, g = gradients, h = hessians)
        {
            LogisticKernel.Gradients(s, t, w, g, h, size);
        }

        for (int i = 0; i < size; i++)
        {
            double p = 1 / (1 + Math.Exp(-(double)scores[i]));
            Assert.Equal((p - targets[i]) * weights[i], gradients[i], 1e-6);
            Assert.Equal(p * (1 - p) * weights[i], hessians[i], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Softmax_gradients_are_those_of_double_precision(int size)
    {
        const int Classes = 5;
        float[] scores = Normals(size * Classes, 1, 3);
        float[] targets = [.. Enumerable.Range(0, size).Select(row => (float)(row % Classes))];
        var gradients = new float[size * Classes];
        var hessians = new float[size * Classes];
        fixed (float* s = scores, t = targets, g = gradients, h = hessians)
        {
            SoftmaxKernel.Gradients(s, t, null, g, h, size, Classes, size);
        }

        for (int i = 0; i < size; i++)
        {
            double sum = Enumerable.Range(0, Classes).Sum(k => Math.Exp(scores[(k * size) + i]));
            for (int k = 0; k < Classes; k++)
            {
                double p = Math.Exp(scores[(k * size) + i]) / sum;
                Assert.Equal(p - (targets[i] == k ? 1 : 0), gradients[(k * size) + i], 1e-6);
                Assert.Equal(p * (1 - p) * Classes / (Classes - 1), hessians[(k * size) + i], 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Pack_keeps_both_halves(int size)
    {
        float[] gradients = Normals(size, 4, 1);
        float[] hessians = [.. Normals(size, 5, 1).Select(Math.Abs)];
        var packed = new long[size];
        long sum;
        fixed (float* g = gradients, h = hessians)
        fixed (long* p = packed)
        {
            sum = PackKernel.Pack(g, h, 1000, 500, p, size);
        }

        Assert.Equal(packed.Sum(), sum);
        for (int i = 0; i < size; i++)
        {
            Assert.InRange((int)(packed[i] >> 32) - (gradients[i] * 1000.0), -0.51, 0.51);
            Assert.InRange((int)packed[i] - Math.Max(1, hessians[i] * 500.0), -0.51, 0.51);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Absolute_sum_is_that_of_double_precision(int size)
    {
        float[] values = Normals(size, 6, 100);
        fixed (float* v = values)
        {
            Assert.Equal(values.Sum(value => Math.Abs((double)value)), SumKernel.Absolute(v, size), 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Radix_sort_sorts_as_comparisons_do(int size)
    {
        float[] values = Normals(size, 7, 10);
        for (int i = 0; i < size; i += 3)
        {
            values[i] = i % 2 == 0 ? MathF.Round(values[i]) : i % 5 == 0 ? float.NegativeInfinity : float.PositiveInfinity;
        }

        float[] expected = (float[])values.Clone();
        Array.Sort(expected);
        RadixSort.Sort(values);
        Assert.Equal(expected, values);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Subtract_takes_each_cell_away(int size)
    {
        long[] from = [.. Enumerable.Range(0, size).Select(i => (long)i * 1_000_003)];
        long[] taken = [.. Enumerable.Range(0, size).Select(i => (long)i * 17)];
        long[] expected = [.. from.Zip(taken, (a, b) => a - b)];
        fixed (long* f = from, t = taken)
        {
            HistogramKernel.Subtract(f, t, size);
        }

        Assert.Equal(expected, from);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void Accumulate_is_the_naive_loop(int width)
    {
        var random = new SeededRandom(width);
        int stride = width <= 8 ? 8 : 16;
        const int Rows = 101;
        var bins = new byte[Rows * stride];
        var packed = new long[Rows];
        for (int i = 0; i < bins.Length; i++)
        {
            bins[i] = (byte)random.Next(256);
        }

        for (int i = 0; i < Rows; i++)
        {
            packed[i] = ((long)(random.Next(2000) - 1000) << 32) + random.Next(1000);
        }

        int[] rows = [.. Enumerable.Range(0, Rows).Where(row => row % 3 != 1)];
        foreach (bool all in new[] { true, false })
        {
            var expected = new long[width * HistogramKernel.Cells];
            var actual = new long[width * HistogramKernel.Cells];
            fixed (byte* b = bins)
            fixed (int* r = rows)
            fixed (long* p = packed, e = expected, a = actual)
            {
                HistogramKernel.AccumulateScalar(b, stride, width, all ? null : r, all ? Rows : rows.Length, p, e);
                HistogramKernel.Accumulate(b, stride, width, all ? null : r, all ? Rows : rows.Length, p, a);
            }

            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Best_split_is_that_of_the_naive_loop(int size)
    {
        var random = new SeededRandom(size);
        foreach (float l1 in new[] { 0f, 2f })
        {
            var sums = new long[size];
            int hessian = 0;
            int gradient = 0;
            for (int i = 0; i < size; i++)
            {
                // Some steps are empty, so that there are ties, of which the first is to win.
                bool empty = random.Next(3) == 0;
                hessian += empty ? 0 : random.Next(50) + 1;
                gradient += empty ? 0 : random.Next(201) - 100;
                sums[i] = ((long)gradient << 32) + hessian;
            }

            var terms = new SplitTerms((gradient + 30) * 0.01f, (hessian + 40) * 0.02f, 0.01f, 0.02f, l1, 1.5f, 0.5f);
            fixed (long* s = sums)
            {
                int expected = SplitKernel.BestScalar(s, size, terms, out float expectedScore);
                int actual = SplitKernel.Best(s, size, terms, out float score);
                Assert.Equal(expected, actual);
                Assert.Equal(expectedScore, score);
            }
        }
    }

    private static float[] Normals(int size, int seed, float scale)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, size).Select(_ => (float)random.NextNormal() * scale)];
    }
}
