using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Finds the best split of a node by one feature, from the feature's histogram.</summary>
/// <param name="matrix">Says what each slot is.</param>
/// <param name="options">Limits and penalties.</param>
internal sealed unsafe class SplitFinder(BinnedMatrix matrix, GrowthOptions options)
{
    /// <summary>What scoring a node needs.</summary>
    /// <param name="total">The node's packed sum.</param>
    /// <param name="rows">The node's rows.</param>
    /// <param name="units">What the units of packed gradients are worth.</param>
    public SplitTerms TermsFor(long total, int rows, GradientUnits units)
    {
        float hessian = (int)total * units.Hessian;
        double perRow = rows == 0 ? 0 : hessian / (double)rows;
        double least = Math.Max(options.MinLeafWeight, options.MinLeafRows * perRow * (1 - 1e-6));
        return new SplitTerms(
            (int)(total >> 32) * units.Gradient,
            hessian,
            units.Gradient,
            units.Hessian,
            (float)options.L1,
            (float)options.L2,
            Math.Max((float)least, float.Epsilon));
    }

    /// <summary>Looks at one slot and keeps the better of its best split and the best so far.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="histogram">The slot's cells.</param>
    /// <param name="node">The node.</param>
    /// <param name="terms">The node's terms.</param>
    /// <param name="best">The best so far.</param>
    public void Find(int slot, long* histogram, GrownNode node, in SplitTerms terms, ref SplitCandidate best)
    {
        SplitCandidate candidate = matrix.Mapper(slot).IsCategorical
            ? CategorySplit.Find(histogram, matrix.Mapper(slot).BinCount, node.Total, terms, options)
            : FindThreshold(slot, histogram, node, terms);
        if (candidate.Gain <= Math.Max(options.MinGain, 1e-7 * Score(terms.Gradient, terms.Hessian, terms)))
        {
            return;
        }

        candidate.Slot = slot;
        if (candidate.Beats(best))
        {
            best = candidate;
        }
    }

    /// <summary>T(G)²/(H+λ): twice what a leaf takes from the loss.</summary>
    internal static float Score(float gradient, float hessian, in SplitTerms terms)
    {
        float shrunk = Math.Max(Math.Abs(gradient) - terms.L1, 0);
        return hessian + terms.L2 > 0 ? shrunk * shrunk / (hessian + terms.L2) : 0;
    }

    private int DirectionOf(int slot) => options.Monotone is { } directions ? directions[matrix.SlotFeatures[slot]] : 0;

    private SplitCandidate FindThreshold(int slot, long* histogram, GrownNode node, in SplitTerms terms)
    {
        int direction = DirectionOf(slot);
        bool bounded = direction != 0 || node.IsBounded;
        int bins = matrix.Mapper(slot).BinCount;
        long missing = matrix.HasMissing(slot) ? histogram[bins] : 0;
        long* sums = stackalloc long[HistogramKernel.Cells];

        // With missing values on the right, the last bin is a candidate too: it parts the missing from the rest.
        int candidates = missing == 0 ? bins - 1 : bins;
        SplitKernel.RunningSumsScalar(histogram, candidates, 0, sums);
        int bin = Best(sums, candidates, terms, out float score);
        long left = bin < 0 ? 0 : sums[bin];
        bool missingLeft = false;
        if (missing != 0)
        {
            SplitKernel.RunningSumsScalar(histogram, bins - 1, missing, sums);
            int other = Best(sums, bins - 1, terms, out float otherScore);
            if (other >= 0 && (bin < 0 || otherScore > score))
            {
                (bin, score, left, missingLeft) = (other, otherScore, sums[other], true);
            }
        }
        else if (bin >= 0)
        {
            // Nothing is known of missing values here: they follow the heavier side.
            missingLeft = 2L * (int)left >= (int)node.Total;
        }

        return bin < 0
            ? SplitCandidate.None
            : new SplitCandidate
            {
                Gain = score - (bounded ? MonotoneSplit.Score(node, terms) : Score(terms.Gradient, terms.Hessian, terms)),
                Bin = bin,
                MissingLeft = missingLeft,
                Left = left,
            };

        int Best(long* sums, int count, in SplitTerms terms, out float score) => bounded
            ? MonotoneSplit.Best(sums, count, direction, node, terms, out score)
            : SplitKernel.Best(sums, count, terms, out score);
    }
}
