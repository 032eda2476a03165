using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Trees;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Trees;

public sealed unsafe class MonotoneSplitTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.4f)]
    public void Without_limits_it_is_the_plain_search(float l1)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            (long[] sums, SplitTerms terms) = Make(seed, l1);
            fixed (long* at = sums)
            {
                int plain = SplitKernel.BestScalar(at, sums.Length, terms, out float expected);
                int found = MonotoneSplit.Best(at, sums.Length, 0, new GrownNode(), terms, out float score);

                Assert.Equal(plain < 0, found < 0);
                Assert.Equal(expected, score, Math.Abs(expected) * 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(1, -0.5, 0.5)]
    [InlineData(-1, -0.1, 2)]
    [InlineData(0, -0.2, 0.1)]
    public void With_limits_it_is_the_best_by_brute_force(int direction, double lower, double upper)
    {
        var node = new GrownNode { Lower = lower, Upper = upper };
        for (int seed = 0; seed < 50; seed++)
        {
            (long[] sums, SplitTerms terms) = Make(seed, 0);
            double best = double.NegativeInfinity;
            foreach (long sum in sums)
            {
                double hessian = (int)sum * (double)terms.HessianUnit;
                double gradient = (int)(sum >> 32) * (double)terms.GradientUnit;
                (double left, double fromLeft) = BestAnswer(gradient, hessian, lower, upper, terms.L2);
                (double right, double fromRight) = BestAnswer(terms.Gradient - gradient, terms.Hessian - hessian, lower, upper, terms.L2);
                if (hessian >= terms.MinWeight && terms.Hessian - hessian >= terms.MinWeight && direction * (right - left) >= 0)
                {
                    best = Math.Max(best, fromLeft + fromRight);
                }
            }

            fixed (long* at = sums)
            {
                int found = MonotoneSplit.Best(at, sums.Length, direction, node, terms, out float score);
                Assert.Equal(double.IsNegativeInfinity(best), found < 0);
                Assert.True(found < 0 || Math.Abs(score - best) <= 1e-3 * Math.Max(1, Math.Abs(best)), $"{score} against {best}");
            }
        }
    }

    /// <summary>By trying: the answer within the limits that takes most from −(2·G·v + (H+λ)·v²).</summary>
    private static (double Answer, double Taken) BestAnswer(double gradient, double hessian, double lower, double upper, double l2)
    {
        double free = -gradient / (hessian + l2);
        double[] candidates = free > lower && free < upper ? [free, lower, upper] : [lower, upper];
        return candidates.Select(v => (v, -((2 * gradient * v) + ((hessian + l2) * v * v)))).MaxBy(pair => pair.Item2);
    }

    private static (long[] Sums, SplitTerms Terms) Make(int seed, float l1)
    {
        var random = new SeededRandom(seed);
        long sum = 0;
        var sums = new long[40];
        for (int i = 0; i < sums.Length; i++)
        {
            sum += ((long)(int)(random.NextNormal() * 300) << 32) + 1 + random.Next(59);
            sums[i] = sum;
        }

        long total = sum + ((long)(int)(random.NextNormal() * 300) << 32) + 40;
        return (sums, new SplitTerms((int)(total >> 32) * 0.01f, (int)total * 0.02f, 0.01f, 0.02f, l1, 1.5f, 0.5f));
    }
}
