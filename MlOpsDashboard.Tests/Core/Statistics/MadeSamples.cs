namespace MlOpsDashboard.Tests.Core.Statistics;

/// <summary>Samples that Python makes the same, by whole numbers: the reference values of scipy were computed for them.</summary>
internal static class MadeSamples
{
    /// <summary><c>[(k*k*7919 + k*31) % 10007 for k in range(1, 301)] / 10007</c>.</summary>
    public static double[] Even { get; } = [.. Enumerable.Range(1, 300).Select(k => ((k * (long)k * 7919) + (k * 31)) % 10007 / 10007.0)];

    /// <summary><c>[(k*k*104729 + k*17) % 10009 for k in range(1, 251)] / 10009 * 1.1 + 0.05</c>.</summary>
    public static double[] Shifted { get; } = [.. Enumerable.Range(1, 250).Select(k => (((k * (long)k * 104729) + (k * 17)) % 10009 / 10009.0 * 1.1) + 0.05)];

    /// <summary><c>[(k*k*7919 + k*31) % 1000003 for k in range(1, 5001)] / 1000003</c>.</summary>
    public static double[] Long { get; } = [.. Enumerable.Range(1, 5000).Select(k => ((k * (long)k * 7919) + (k * 31)) % 1000003 / 1000003.0)];

    /// <summary><c>[(k*k*104729 + k*17) % 1000033 for k in range(1, 2001)] / 1000033 * 1.05</c>.</summary>
    public static double[] Stretched { get; } = [.. Enumerable.Range(1, 2000).Select(k => ((k * (long)k * 104729) + (k * 17)) % 1000033 / 1000033.0 * 1.05)];

    /// <summary>Two samples by a name that a theory can hold.</summary>
    public static (double[] One, double[] Other) Pair(string name) => name switch
    {
        "small" => ([1.5, 2.25, -0.5, 3.0, 4.75, 2.0, 0.25], [2.5, 3.5, 4.0, 1.75, 5.25]),
        "ties" => ([1, 1, 2, 2, 2, 3, 3, 5], [2, 2, 3, 3, 3, 4, 5, 5, 5, 1]),
        "one constant" => ([3, 3, 3, 3], [3, 3, 3, 3, 3, 3]),
        "two constants" => ([1, 1, 1, 1], [2, 2, 2, 2, 2, 2]),
        "two each" => ([1, 2], [3, 4]),
        "two each, mixed" => ([1, 3], [2, 4]),
        "one each" => ([1], [2]),
        "infinities" => ([double.NegativeInfinity, 0, 1, double.PositiveInfinity], [0, 0.5, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity]),
        "hundreds" => (Even, Shifted),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
