using MathNet.Numerics;

namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>
/// The test of Anderson and Darling for k samples (Scholz and Stephens 1987, J. Am. Stat. Assoc. 82, 918; the statistic with mid-ranks, equation
/// 7, normalised): more sensitive than Kolmogorov and Smirnov's in the tails. Its probability is interpolated between the critical values of
/// their table 1 by a parabola of its logarithm, and is never told below 0.001 or above 0.25.
/// </summary>
public static class AndersonDarling
{
    /// <summary>The least probability that it tells.</summary>
    public const double LeastPValue = 0.001;

    /// <summary>The greatest probability that it tells.</summary>
    public const double GreatestPValue = 0.25;

    private static readonly double[] s_levels = [GreatestPValue, 0.1, 0.05, 0.025, 0.01, 0.005, LeastPValue];
    private static readonly double[] s_constant = [0.675, 1.281, 1.645, 1.96, 2.326, 2.573, 3.085];
    private static readonly double[] s_root = [-0.245, 0.25, 0.678, 1.149, 1.822, 2.364, 3.615];
    private static readonly double[] s_inverse = [-0.105, -0.305, -0.362, -0.391, -0.396, -0.345, -0.154];

    /// <summary>Compares samples.</summary>
    /// <param name="samples">At least two, with at least four values and two distinct ones among them all.</param>
    /// <exception cref="ArgumentException">They are too few, or all values are the same.</exception>
    public static TestOutcome Of(params ReadOnlySpan<SortedSample> samples)
    {
        if (samples.Length < 2)
        {
            throw new ArgumentException("The test of Anderson and Darling needs two samples.", nameof(samples));
        }

        double[] pooled = Pool(samples);
        if (pooled.Length < 4 || pooled[0] == pooled[^1])
        {
            throw new ArgumentException("The test of Anderson and Darling needs four values, and two distinct ones.", nameof(samples));
        }

        double sum = 0;
        double inverses = 0;
        foreach (SortedSample sample in samples)
        {
            sum += Deviation(sample.Values, pooled) / sample.Count;
            inverses += 1.0 / sample.Count;
        }

        double raw = sum * (pooled.Length - 1) / pooled.Length;
        double statistic = (raw - (samples.Length - 1)) / Math.Sqrt(Variance(pooled.Length, samples.Length, inverses));
        return new TestOutcome(statistic, PValue(statistic, samples.Length - 1));
    }

    private static double[] Pool(ReadOnlySpan<SortedSample> samples)
    {
        var pooled = new List<double>();
        foreach (SortedSample sample in samples)
        {
            pooled.AddRange(sample.Values);
        }

        double[] sorted = [.. pooled];
        Array.Sort(sorted);
        return sorted;
    }

    // One sample's sum over the distinct values of all: how far its mid-rank is from its part of the pooled one.
    private static double Deviation(ReadOnlySpan<double> sample, double[] pooled)
    {
        double total = pooled.Length;
        double sum = 0;
        for ((int begin, int place) = (0, 0); begin < pooled.Length;)
        {
            double value = pooled[begin];
            int end = begin;
            while (end < pooled.Length && pooled[end] == value)
            {
                end++;
            }

            int before = place;
            while (place < sample.Length && sample[place] == value)
            {
                place++;
            }

            double ties = end - begin;
            double below = begin + (ties / 2);
            double own = (before + place) / 2.0;
            double difference = (total * own) - (below * sample.Length);
            sum += ties / total * difference * difference / ((below * (total - below)) - (total * ties / 4));
            begin = end;
        }

        return sum;
    }

    private static double Variance(int count, int samples, double inverses)
    {
        double n = count;
        double k = samples;
        double h = 0;
        double g = 0;

        // h = Σ 1/i for i < n; g = ΣΣ 1/((n − i) j) for i ≤ n − 2 and i < j < n, its inner sum kept while i runs.
        for (int i = 1; i <= count - 2; i++)
        {
            h += 1.0 / (count - i);
            g += h / (i + 1);
        }

        h += 1;
        double a = (((4 * g) - 6) * (k - 1)) + ((10 - (6 * g)) * inverses);
        double b = (((2 * g) - 4) * k * k) + (8 * h * k) + (((2 * g) - (14 * h) - 4) * inverses) - (8 * h) + (4 * g) - 6;
        double c = (((6 * h) + (2 * g) - 2) * k * k) + (((4 * h) - (4 * g) + 6) * k) + (((2 * h) - 6) * inverses) + (4 * h);
        double d = (((2 * h) + 6) * k * k) - (4 * h * k);
        return ((a * n * n * n) + (b * n * n) + (c * n) + d) / ((n - 1) * (n - 2) * (n - 3));
    }

    private static double PValue(double statistic, int degrees)
    {
        double[] critical = new double[s_levels.Length];
        for (int i = 0; i < critical.Length; i++)
        {
            critical[i] = s_constant[i] + (s_root[i] / Math.Sqrt(degrees)) + (s_inverse[i] / degrees);
        }

        if (statistic <= critical[0])
        {
            return GreatestPValue;
        }

        double[] parabola = Fit.Polynomial(critical, Array.ConvertAll(s_levels, Math.Log), 2);
        return statistic >= critical[^1] ? LeastPValue : Math.Exp(Polynomial.Evaluate(statistic, parabola));
    }
}
