namespace MlOpsDashboard.Tests.Core.Statistics.Reference;

/// <summary>The samples of scipy_reference.py beside this file, the same to the last bit: it says how they are made.</summary>
internal static class ReferenceSamples
{
    /// <summary>Two samples of a row of scipy.csv.</summary>
    public static (double[] One, double[] Other) Of(string kind, int seed, int one, int other, double shift)
    {
        if (seed > 0)
        {
            return (Sample(kind, seed, one, 0), Sample(kind, seed + 10_000, other, shift));
        }

        double[] a = Uniform(1, 300);
        double[] b = Uniform(2, 200);
        const double Infinity = double.PositiveInfinity;
        return kind switch
        {
            "one constant" => (Filled(20, 3), Filled(30, 3)),
            "two constants" => (Filled(20, 1), Filled(30, 2)),
            "constant and spread" => (Filled(50, 0.5), b),
            "two each" => (a[..2], b[..2]),
            "two each, tied" => ([1, 1], [1, 2]),
            "one each" => (a[..1], b[..1]),
            "two and many" => (a[..2], b),
            "infinities" => ([-Infinity, 0, 1, Infinity, 0.5], [0, 0.5, Infinity, Infinity, Infinity, -Infinity]),
            "only infinities" => ([-Infinity, -Infinity, Infinity], [Infinity, Infinity, -Infinity, Infinity]),
            "two values" => (Each(a, x => Math.Floor(x * 2)), Each(b, x => Math.Floor(x * 2 * 0.9))),
            "huge" => (Each(a, x => x * 1e300), Each(b, x => x * 1e300)),
            "tiny" => (Each(a, x => x * 1e-300), Each(b, x => x * 1e-300)),
            "same" => (a, a),
            "zeros of both signs" => ([0, -0.0, 0, 1, -0.0], [-0.0, -0.0, 0, 1]),
            "nothing in common" => (a, Each(b, x => x + 2)),
            "one far away" => ([.. a, 1e9], b),
            "on a large number" => (Each(a, x => x + 1e12), Each(b, x => x + 1e12 + 0.25)),
            "three and a thousand" => (a[..3], Uniform(3, 1000)),
            "descending" => ([.. a.OrderDescending()], [.. b.Order()]),
            "ten million" => (Uniform(4, 10_000_000), Each(Uniform(5, 100_000), x => x * 1.003)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private static double[] Sample(string kind, int seed, int count, double shift)
    {
        double[] u = Uniform(seed, count);
        double[] second = Uniform(seed + 5000, count);
        double[] third = Uniform(seed + 6000, count);
        double[] fourth = Uniform(seed + 7000, count);
        return [.. Enumerable.Range(0, count).Select(i => kind switch
        {
            "ties" => Math.Floor(u[i] * 12) + (shift > 0 ? Math.Floor(second[i] * 2) : 0),
            "bell" => u[i] + second[i] + third[i] + fourth[i] + shift,
            "tail" => u[i] / (1.001 - u[i]) * (1 + shift),
            "mixed" => (u[i] < 0.5 ? Math.Floor(u[i] * 4) / 4 : u[i]) + shift,
            _ => u[i] + shift,
        })];
    }

    private static double[] Uniform(int seed, int count)
    {
        double[] values = new double[count];
        ulong start = unchecked((ulong)seed * 0xD1342543DE82EF95);
        for (int i = 0; i < count; i++)
        {
            ulong z = unchecked(start + ((ulong)(i + 1) * 0x9E3779B97F4A7C15));
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            values[i] = ((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
        }

        return values;
    }

    private static double[] Each(double[] values, Func<double, double> change) => Array.ConvertAll(values, value => change(value));

    private static double[] Filled(int count, double value) => [.. Enumerable.Repeat(value, count)];
}
