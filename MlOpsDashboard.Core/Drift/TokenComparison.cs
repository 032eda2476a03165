using MlOpsDashboard.Core.Statistics.Distances;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Drift;

/// <summary>
/// Compares texts by their hashed words. The words of one text come together, so that no test over all words at once is fair: each slot is tested for
/// itself, by the share of texts that have a word there, and the smallest probability is multiplied by the number of slots tested.
/// </summary>
internal static class TokenComparison
{
    /// <summary>How far the words have moved.</summary>
    public static DriftComparison Compare(FeatureSide reference, FeatureSide current)
    {
        (long[] before, long[] after) = (reference.Tokens!, current.Tokens!);
        double smaller = Math.Min(reference.Present, current.Present) / ((double)reference.Present + current.Present);
        double least = 1;
        int tested = 0;
        for (int slot = 0; slot < before.Length; slot++)
        {
            double both = before[slot] + after[slot];
            if (Math.Min(both, reference.Present + current.Present - both) * smaller >= TwoSampleChiSquare.LeastExpected)
            {
                tested++;
                least = Math.Min(least, TwoSampleChiSquare.Of([before[slot], reference.Present - before[slot]], [after[slot], current.Present - after[slot]]).PValue);
            }
        }

        return new DriftComparison(DriftMethod.TextTokens, JensenShannon.Of(before, after), Math.Min(1, least * Math.Max(1, tested)), TotalVariation.Of(before, after));
    }
}
