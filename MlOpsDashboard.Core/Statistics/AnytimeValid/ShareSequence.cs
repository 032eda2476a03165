using MathNet.Numerics;

namespace MlOpsDashboard.Core.Statistics.AnytimeValid;

/// <summary>
/// A confidence sequence for a share: bounds that hold at every look at once, however often one looks. It is the set of shares that a
/// mixture of likelihood ratios over the uniform distribution does not refute (Robbins 1970, Annals of Mathematical Statistics 41, 1397; by
/// Ville's inequality the mixture exceeds 1/α with a chance of α at most). Exact for any number of values, the rarest events included, and needs
/// only the counts.
/// </summary>
internal static class ShareSequence
{
    private const int Halvings = 60;

    /// <summary>The bounds of a share.</summary>
    /// <param name="hits">Values that count.</param>
    /// <param name="count">All values.</param>
    /// <param name="alpha">The chance that the bounds are ever wrong, at most.</param>
    public static (double Lower, double Upper) Bounds(long hits, long count, double alpha)
    {
        if (count == 0)
        {
            return (0, 1);
        }

        double share = (double)hits / count;
        double limit = LogMixture(hits, count) + Math.Log(alpha);
        return (
            hits == 0 ? 0 : Edge(0, share, limit, hits, count, below: true),
            hits == count ? 1 : Edge(share, 1, limit, hits, count, below: false));
    }

    // Between the share that was seen, which is never refuted, and the end, the likelihood only falls.
    private static double Edge(double low, double high, double limit, long hits, long count, bool below)
    {
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            bool refuted = LogLikelihood(middle, hits, count) < limit;
            (low, high) = refuted == below ? (middle, high) : (low, middle);
        }

        return below ? low : high;
    }

    private static double LogLikelihood(double share, long hits, long count) =>
        (hits == 0 ? 0 : hits * Math.Log(share)) + (hits == count ? 0 : (count - hits) * Math.Log(1 - share));

    // The integral of the likelihood over all shares: a Beta function.
    private static double LogMixture(long hits, long count) => SpecialFunctions.BetaLn(hits + 1, count - hits + 1);
}
