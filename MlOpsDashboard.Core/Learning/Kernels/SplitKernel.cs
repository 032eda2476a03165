using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>Scores the thresholds of one feature from running sums of its packed histogram.</summary>
internal static unsafe class SplitKernel
{
    /// <summary>Writes running sums of packed gradients: one addition after the other, whatever the hardware.</summary>
    /// <param name="histogram">The cells.</param>
    /// <param name="count">How many.</param>
    /// <param name="start">Added to each sum.</param>
    /// <param name="sums">As many sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunningSumsScalar(long* histogram, int count, long start, long* sums)
    {
        for (int i = 0; i < count; i++)
        {
            start += histogram[i];
            sums[i] = start;
        }
    }

    /// <summary>
    /// Finds the candidate with the largest T(G)²/(H+λ) on the left plus the same on the right, T being the soft threshold by the L1
    /// term; the first of equals. Both sides need <see cref="SplitTerms.MinWeight"/>.
    /// </summary>
    /// <param name="sums">For each candidate the packed sum of its left side.</param>
    /// <param name="count">The number of candidates.</param>
    /// <param name="terms">The node's sums and the penalties.</param>
    /// <param name="score">The largest score.</param>
    /// <returns>The candidate, or −1 when none is allowed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Best(long* sums, int count, in SplitTerms terms, out float score)
    {
        if (!Avx.IsSupported || count < 8)
        {
            return BestScalar(sums, count, terms, out score);
        }

        Vector256<float> gradientUnit = Vector256.Create(terms.GradientUnit);
        Vector256<float> hessianUnit = Vector256.Create(terms.HessianUnit);
        Vector256<float> totalGradient = Vector256.Create(terms.Gradient);
        Vector256<float> totalHessian = Vector256.Create(terms.Hessian);
        Vector256<float> l1 = Vector256.Create(terms.L1);
        Vector256<float> l2 = Vector256.Create(terms.L2);
        Vector256<float> minimum = Vector256.Create(terms.MinWeight);
        Vector256<float> best = Vector256.Create(float.NegativeInfinity);
        Vector256<int> bestIndex = Vector256<int>.Zero;

        // The shuffles work within halves of 128 bits, so the lanes come in this order.
        Vector256<int> index = Vector256.Create(0, 1, 4, 5, 2, 3, 6, 7);
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256<float> low = Vector256.ConvertToSingle(Vector256.Load((int*)(sums + i)));
            Vector256<float> high = Vector256.ConvertToSingle(Vector256.Load((int*)(sums + i + 4)));
            Vector256<float> hessian = Avx.Shuffle(low, high, 0x88) * hessianUnit;
            Vector256<float> gradient = Avx.Shuffle(low, high, 0xDD) * gradientUnit;
            Vector256<float> otherHessian = totalHessian - hessian;
            Vector256<float> otherGradient = totalGradient - gradient;
            Vector256<float> allowed = Vector256.GreaterThanOrEqual(hessian, minimum) & Vector256.GreaterThanOrEqual(otherHessian, minimum);
            Vector256<float> shrunk = Vector256.Max(Vector256.Abs(gradient) - l1, Vector256<float>.Zero);
            Vector256<float> otherShrunk = Vector256.Max(Vector256.Abs(otherGradient) - l1, Vector256<float>.Zero);
            Vector256<float> value = (shrunk * shrunk / (hessian + l2)) + (otherShrunk * otherShrunk / (otherHessian + l2));
            Vector256<float> better = Vector256.GreaterThan(value, best) & allowed;
            best = Vector256.ConditionalSelect(better, value, best);
            bestIndex = Vector256.ConditionalSelect(better.AsInt32(), index, bestIndex);
            index += Vector256.Create(8);
        }

        score = float.NegativeInfinity;
        int winner = -1;
        for (int lane = 0; lane < 8; lane++)
        {
            float value = best.GetElement(lane);
            if (value > score || (value == score && winner >= 0 && bestIndex.GetElement(lane) < winner))
            {
                score = value;
                winner = bestIndex.GetElement(lane);
            }
        }

        int tail = BestScalar(sums + i, count - i, terms, out float tailScore);
        if (tail >= 0 && tailScore > score)
        {
            score = tailScore;
            winner = i + tail;
        }

        return winner;
    }

    /// <summary>The plain form of <see cref="Best"/>.</summary>
    public static int BestScalar(long* sums, int count, in SplitTerms terms, out float score)
    {
        score = float.NegativeInfinity;
        int winner = -1;
        for (int i = 0; i < count; i++)
        {
            float hessian = (int)sums[i] * terms.HessianUnit;
            float gradient = (int)(sums[i] >> 32) * terms.GradientUnit;
            float otherHessian = terms.Hessian - hessian;
            float otherGradient = terms.Gradient - gradient;
            if (!(hessian >= terms.MinWeight && otherHessian >= terms.MinWeight))
            {
                continue;
            }

            float shrunk = Math.Max(Math.Abs(gradient) - terms.L1, 0);
            float otherShrunk = Math.Max(Math.Abs(otherGradient) - terms.L1, 0);
            float value = (shrunk * shrunk / (hessian + terms.L2)) + (otherShrunk * otherShrunk / (otherHessian + terms.L2));
            if (value > score)
            {
                score = value;
                winner = i;
            }
        }

        return winner;
    }
}
