namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>Keeps many tests from crying wolf.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// Adjusts probabilities by Benjamini and Hochberg 1995 (J. R. Stat. Soc. B 57, 289): those at most α are discoveries of which on average at
    /// most the share α is false. Where nothing is there to be found, the chance to find anything is at most α.
    /// </summary>
    /// <param name="pValues">From 0 to 1, in any order; may be empty.</param>
    /// <returns>For each the least α at which it is a discovery, in the same order.</returns>
    /// <exception cref="ArgumentException">One is no probability. What was not tested must be left out, since it would count as a test.</exception>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        int count = pValues.Length;
        double[] sorted = pValues.ToArray();
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
            if (!(sorted[i] is >= 0 and <= 1))
            {
                throw new ArgumentException($"{sorted[i]} is no probability.", nameof(pValues));
            }
        }

        Array.Sort(sorted, order);
        double[] adjusted = new double[count];
        double least = 1;
        for (int rank = count; rank >= 1; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * count / rank);
            adjusted[order[rank - 1]] = least;
        }

        return adjusted;
    }
}
