using System.Collections.Concurrent;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>
/// Points and weights of Gauss and Legendre on the interval from 0 to 1: n of them integrate polynomials of degree up to 2n − 1 exactly.
/// </summary>
internal sealed class GaussRule
{
    private static readonly ConcurrentDictionary<int, GaussRule> s_rules = new();

    private GaussRule(int count)
    {
        (Points, Weights, Rests, InverseRests) = (new double[count], new double[count], new double[count], new double[count]);
        for (int i = 0; i < count; i++)
        {
            (double root, double derivative) = Root(count, i);
            Points[i] = (1 - root) / 2;
            Weights[i] = 1 / ((1 - (root * root)) * derivative * derivative);
            Rests[i] = 1 - Points[i];
            InverseRests[i] = 1 / Rests[i];
        }
    }

    /// <summary>The points, ascending.</summary>
    public double[] Points { get; }

    /// <summary>The weights, which add up to 1.</summary>
    public double[] Weights { get; }

    /// <summary>1 − point.</summary>
    public double[] Rests { get; }

    /// <summary>1 / (1 − point).</summary>
    public double[] InverseRests { get; }

    /// <summary>The rule of so many points.</summary>
    /// <param name="count">At least 1.</param>
    public static GaussRule Of(int count) => s_rules.GetOrAdd(count, static points => new GaussRule(points));

    /// <summary>A root of the Legendre polynomial, by Newton's method from the root of its asymptotic form.</summary>
    private static (double Root, double Derivative) Root(int degree, int index)
    {
        double x = Math.Cos(Math.PI * (index + 0.75) / (degree + 0.5));
        double derivative = 0;
        for (int step = 0; step < 100; step++)
        {
            (double value, double before) = (1, 0);
            for (int k = 1; k <= degree; k++)
            {
                (value, before) = ((((2 * k) - 1) * x * value / k) - ((k - 1) * before / k), value);
            }

            derivative = degree * ((x * value) - before) / ((x * x) - 1);
            double move = value / derivative;
            x -= move;
            if (Math.Abs(move) < 1e-15)
            {
                break;
            }
        }

        return (x, derivative);
    }
}
