namespace MlOpsDashboard.Core.Statistics.Distances;

/// <summary>
/// The first Wasserstein distance of two samples: the area between their distribution functions, the least way that values would have to move on
/// average (Ramdas, García Trillos and Cuturi 2017, Entropy 19, 47).
/// </summary>
public static class Wasserstein
{
    /// <summary>A standard deviation below this counts as this, so that a constant reference does not make every difference infinite.</summary>
    public const double LeastDeviation = 0.001;

    /// <summary>The distance in the unit of the values.</summary>
    /// <param name="one">A sample of finite values.</param>
    /// <param name="other">A sample of finite values.</param>
    /// <exception cref="ArgumentException">A value is infinite: it would be infinitely far from everything.</exception>
    public static double Of(SortedSample one, SortedSample other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (!one.IsFinite || !other.IsFinite)
        {
            throw new ArgumentException("The Wasserstein distance needs finite values.");
        }

        ReadOnlySpan<double> a = one.Values;
        ReadOnlySpan<double> b = other.Values;
        double area = 0;
        double last = Math.Min(a[0], b[0]);
        for ((int i, int j) = (0, 0); i < a.Length || j < b.Length;)
        {
            bool isFirst = j == b.Length || (i < a.Length && a[i] <= b[j]);
            double next = isFirst ? a[i] : b[j];

            // Whole numbers until the end: equal shares are exactly equal.
            area += Math.Abs(((long)i * b.Length) - ((long)j * a.Length)) * (next - last);
            last = next;
            (i, j) = isFirst ? (i + 1, j) : (i, j + 1);
        }

        return area / ((double)a.Length * b.Length);
    }

    /// <summary>The distance in standard deviations of the reference (of the population; at least <see cref="LeastDeviation"/>).</summary>
    /// <param name="reference">The sample that gives the unit.</param>
    /// <param name="current">The other one.</param>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public static double Normalised(SortedSample reference, SortedSample current) =>
        Of(reference, current) / Math.Max(reference.StandardDeviation(), LeastDeviation);
}
