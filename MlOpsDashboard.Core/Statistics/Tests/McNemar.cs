using MathNet.Numerics;

namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>
/// Whether two models that answered the same rows are right equally often (McNemar 1947, Psychometrika 12, 153). Only the rows count of which
/// just one of them got right.
/// </summary>
public static class McNemar
{
    /// <summary>By the binomial distribution: holds for however few rows.</summary>
    /// <param name="firstOnly">Rows that only the first got right.</param>
    /// <param name="secondOnly">Rows that only the second got right.</param>
    /// <returns>The smaller count, and the probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 0.</exception>
    public static TestOutcome Exact(long firstOnly, long secondOnly)
    {
        Check(firstOnly, secondOnly);
        long fewer = Math.Min(firstOnly, secondOnly);
        long more = Math.Max(firstOnly, secondOnly);

        // Of as many tosses of a coin, at most so few heads: the regularised incomplete beta function.
        return new TestOutcome(fewer, fewer == more ? 1 : Math.Min(1, 2 * SpecialFunctions.BetaRegularized(more, fewer + 1, 0.5)));
    }

    /// <summary>By the chi-square distribution, with Edwards' correction for continuity: for many rows.</summary>
    /// <param name="firstOnly">Rows that only the first got right.</param>
    /// <param name="secondOnly">Rows that only the second got right.</param>
    /// <param name="corrected">Whether to correct.</param>
    /// <returns>(|b − c| − 1)²/(b + c), and the probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 0.</exception>
    public static TestOutcome ByChiSquare(long firstOnly, long secondOnly, bool corrected = true)
    {
        Check(firstOnly, secondOnly);
        double apart = Math.Max(0, Math.Abs((double)firstOnly - secondOnly) - (corrected ? 1 : 0));
        double statistic = apart == 0 ? 0 : apart * apart / (firstOnly + secondOnly);
        return new TestOutcome(statistic, ChiSquare.PValue(statistic, 1));
    }

    private static void Check(long firstOnly, long secondOnly)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstOnly);
        ArgumentOutOfRangeException.ThrowIfNegative(secondOnly);
    }
}
