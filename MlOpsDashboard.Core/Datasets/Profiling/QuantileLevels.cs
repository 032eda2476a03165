namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Quantiles of numbers that are held in memory.</summary>
internal static class QuantileLevels
{
    private static readonly double[] s_levels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    /// <summary>The quantiles that a profile shows.</summary>
    /// <param name="sorted">Numbers in rising order, at least one.</param>
    internal static Quantile[] Of(ReadOnlySpan<double> sorted)
    {
        var quantiles = new Quantile[s_levels.Length];
        for (int i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = new Quantile(s_levels[i], At(sorted, s_levels[i]));
        }

        return quantiles;
    }

    /// <summary>One quantile, by linear interpolation between the two nearest ranks.</summary>
    /// <param name="sorted">Numbers in rising order, at least one.</param>
    /// <param name="level">From 0 to 1.</param>
    internal static double At(ReadOnlySpan<double> sorted, double level)
    {
        double place = level * (sorted.Length - 1);
        int below = (int)place;
        double share = place - below;
        return share == 0 ? sorted[below] : sorted[below] + (share * (sorted[below + 1] - sorted[below]));
    }
}
