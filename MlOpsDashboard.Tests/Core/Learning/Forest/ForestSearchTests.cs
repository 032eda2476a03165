using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Learning.Kernels;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Forest;

public sealed unsafe class ForestSearchTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(10, 1)]
    [InlineData(50, 4)]
    [InlineData(177, 2)]
    [InlineData(178, 2)]
    [InlineData(179, 2)]
    [InlineData(1000, 5)]
    public void Both_searches_find_the_purest_threshold(int count, int minWeight)
    {
        var random = new SeededRandom(count);
        for (int trial = 0; trial < 20; trial++)
        {
            ushort[] column = [.. Enumerable.Range(0, count).Select(_ => (ushort)(random.Next(25) * 4))];
            int[] rows = [.. Enumerable.Range(0, count)];
            int[] weights = [.. rows.Select(_ => random.Next(3) + 1)];
            int[] classes = [.. rows.Select(row => random.Next(100) < column[row] ? 1 : 0)];
            long[] sums = [.. rows.Select(row => ((long)(classes[row] * weights[row]) << 32) + weights[row])];
            long[] counts = [.. rows.Select(row => ((long)classes[row] << 32) + weights[row])];
            double best = Enumerable.Range(0, 100).Max(bin => Score(bin, g => g));
            double bestOfCounts = Enumerable.Range(0, 100).Max(bin => Score(bin, g => g) + Score(bin, g => 1 - g));

            using var bySum = new SumSearch(1, 1);
            using var byCount = new CountSearch(2, 1);
            fixed (ushort* c = column)
            fixed (int* r = rows)
            fixed (long* s = sums, k = counts)
            {
                int bin = bySum.Best(c, 101, r, s, count, minWeight, out float score);
                int otherBin = byCount.Best(c, 101, r, k, count, minWeight, out float otherScore);
                if (double.IsNegativeInfinity(best))
                {
                    Assert.Equal((-1, -1), (bin, otherBin));
                }
                else
                {
                    Assert.Equal(best, score, best * 1e-5);
                    Assert.Equal(best, Score(bin, g => g), best * 1e-5);
                    Assert.Equal(bestOfCounts, otherScore, bestOfCounts * 1e-5);
                }
            }

            double Score(int bin, Func<int, int> target)
            {
                int[] left = [.. rows.Where(row => column[row] <= bin)];
                int[] right = [.. rows.Where(row => column[row] > bin)];
                return Math.Min(left.Sum(row => weights[row]), right.Sum(row => weights[row])) < minWeight ? double.NegativeInfinity : Side(left) + Side(right);

                double Side(int[] side) => Math.Pow(side.Sum(row => target(classes[row]) * weights[row]), 2) / side.Sum(row => weights[row]);
            }
        }
    }
}
