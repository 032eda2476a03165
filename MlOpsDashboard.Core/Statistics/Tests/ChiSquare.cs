namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>Pearson's chi-square test: do counts differ from what was expected by more than chance?</summary>
public static class ChiSquare
{
    private const double Precision = 1e-15;
    private const double Tiny = 1e-300;
    private const int MostSteps = 10_000;

    // Lanczos' approximation with g = 7 and nine terms (Godfrey 2001), good to about 15 digits.
    private static readonly double[] s_lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>Σ (observed − expected)² / expected.</summary>
    /// <param name="observed">Counts.</param>
    /// <param name="expected">As many expected counts, all above 0. The test is fair when each is 5 or more.</param>
    public static double Statistic(ReadOnlySpan<long> observed, ReadOnlySpan<double> expected)
    {
        double sum = 0;
        for (int i = 0; i < observed.Length; i++)
        {
            double difference = observed[i] - expected[i];
            sum += difference * difference / expected[i];
        }

        return sum;
    }

    /// <summary>
    /// The probability of a statistic at least as large by chance alone: the upper regularised incomplete gamma function
    /// Q(df/2, x/2) (Numerical Recipes, 3rd edition, 6.2: series below df/2 + 1, continued fraction above).
    /// </summary>
    /// <param name="statistic">0 or more.</param>
    /// <param name="degrees">Degrees of freedom; with 0 nothing is left to chance, and the answer is 1.</param>
    public static double PValue(double statistic, int degrees)
    {
        if (degrees <= 0 || statistic <= 0)
        {
            return 1;
        }

        (double a, double x) = (degrees / 2.0, statistic / 2);
        double front = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        return x < a + 1 ? Math.Clamp(1 - (front * Series(a, x)), 0, 1) : Math.Clamp(front * Fraction(a, x), 0, 1);
    }

    private static double Series(double a, double x)
    {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MostSteps && term > sum * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    // Lentz's method.
    private static double Fraction(double a, double x)
    {
        double b = x + 1 - a;
        double c = 1 / Tiny;
        double d = 1 / b;
        double value = d;
        for (int n = 1; n < MostSteps; n++)
        {
            double factor = -n * (n - a);
            b += 2;
            d = (factor * d) + b;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = b + (factor / c);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            value *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
            {
                break;
            }
        }

        return value;
    }

    private static double LogGamma(double a)
    {
        double sum = s_lanczos[0];
        for (int i = 1; i < s_lanczos.Length; i++)
        {
            sum += s_lanczos[i] / (a - 1 + i);
        }

        double t = a + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((a - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
