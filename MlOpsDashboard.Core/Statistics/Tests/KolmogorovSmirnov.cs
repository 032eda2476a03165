using System.Buffers;

namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>
/// The two-sample test of Kolmogorov and Smirnov: the largest gap between two distribution functions. Up to <see cref="MostExact"/> pairs of values
/// its probability is exact, the share of lattice paths that touch the gap (Hodges 1958, Arkiv för Matematik 3, 469), by the recursion over
/// probabilities of Viehmann 2021 (arXiv:2102.08037), which adds and never subtracts. Beyond, it is that of the limiting distribution (Smirnov
/// 1948), which is too large by some per cent where one sample is small (7 % near 0.05 for 200 and 20,000 values) and right to 0.03 % for 2,000 of each. Ties make the test say less than it could, never more.
/// </summary>
public static class KolmogorovSmirnov
{
    /// <summary>The product of both sizes up to which the probability is exact.</summary>
    public const long MostExact = 4_000_000;

    private const int Terms = 100;

    /// <summary>Compares two samples.</summary>
    /// <param name="one">A sample; infinities are allowed.</param>
    /// <param name="other">A sample; infinities are allowed.</param>
    public static TestOutcome Of(SortedSample one, SortedSample other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        long gap = Gap(one.Values, other.Values);
        double pairs = (double)one.Count * other.Count;
        double p = pairs <= MostExact
            ? Exact(one.Count, other.Count, gap)
            : Limit(gap / pairs * Math.Sqrt(pairs / ((double)one.Count + other.Count)));
        return new TestOutcome(gap / pairs, p);
    }

    /// <summary>The largest gap between the distribution functions.</summary>
    /// <param name="one">A sample.</param>
    /// <param name="other">A sample.</param>
    public static double Statistic(SortedSample one, SortedSample other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return Gap(one.Values, other.Values) / ((double)one.Count * other.Count);
    }

    /// <summary>The probability of a gap by the limiting distribution, for samples of which only the gap is known.</summary>
    /// <param name="gap">From 0 to 1.</param>
    /// <param name="one">Values of the one.</param>
    /// <param name="other">Values of the other.</param>
    public static double PValue(double gap, long one, long other) => Limit(gap * Math.Sqrt((double)one * other / ((double)one + other)));

    /// <summary>The probability that the limiting distribution of Kolmogorov exceeds a value.</summary>
    /// <param name="scaled">The gap times √(nm / (n + m)).</param>
    internal static double Limit(double scaled)
    {
        if (scaled <= 0)
        {
            return 1;
        }

        return scaled < 1 ? 1 - Below(scaled) : Above(scaled);
    }

    /// <summary>The gap times both sizes, so that it is a whole number.</summary>
    /// <param name="a">Ascending.</param>
    /// <param name="b">Ascending.</param>
    internal static long Gap(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        long largest = 0;
        for ((int i, int j) = (0, 0); i < a.Length && j < b.Length;)
        {
            double value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] == value)
            {
                i++;
            }

            while (j < b.Length && b[j] == value)
            {
                j++;
            }

            largest = Math.Max(largest, Math.Abs(((long)i * b.Length) - ((long)j * a.Length)));
        }

        return largest;
    }

    // row[j]: of all paths from the origin to (i, j), the share that touches the gap.
    private static double Exact(int n, int m, long gap)
    {
        if (gap == 0)
        {
            return 1;
        }

        double[] rented = ArrayPool<double>.Shared.Rent(m + 1);
        Span<double> row = rented.AsSpan(0, m + 1);
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= m; j++)
            {
                row[j] = Math.Abs(((long)i * m) - ((long)j * n)) >= gap ? 1
                    : i + j == 0 ? 0
                    : ((i > 0 ? i * row[j] : 0) + (j > 0 ? j * row[j - 1] : 0)) / (i + j);
            }
        }

        double p = row[m];
        ArrayPool<double>.Shared.Return(rented);
        return p;
    }

    // 2 Σ (−1)^(k−1) e^(−2k²x²), which converges at once for large values.
    private static double Above(double x)
    {
        double sum = 0;
        for (int k = 1; k <= Terms; k++)
        {
            double term = Math.Exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < double.Epsilon)
            {
                break;
            }
        }

        return Math.Clamp(2 * sum, 0, 1);
    }

    // √(2π)/x Σ e^(−(2k−1)²π²/(8x²)), the same function where the other series is slow.
    private static double Below(double x)
    {
        double sum = 0;
        for (int k = 1; k <= Terms; k++)
        {
            double odd = ((2 * k) - 1) * Math.PI / x;
            sum += Math.Exp(-odd * odd / 8);
        }

        return Math.Clamp(Math.Sqrt(2 * Math.PI) / x * sum, 0, 1);
    }
}
