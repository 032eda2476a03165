namespace MlOpsDashboard.Tests.Core.Statistics.Simulated;

/// <summary>How many of a simulation's runs are made, and the values that they draw.</summary>
internal static class Simulations
{
    /// <summary>As many as <c>MLOPS_SIMULATIONS</c> says, else as many as take a few seconds.</summary>
    public static int Runs(int usual) => int.Parse(Environment.GetEnvironmentVariable("MLOPS_SIMULATIONS") ?? $"{usual}");

    /// <summary>The share of the runs in which something happens; run i draws from the seed i.</summary>
    public static double Share(int runs, Func<Random, bool> happens) =>
        Enumerable.Range(0, runs).Count(run => happens(new Random(run + 1))) / (double)runs;

    /// <summary>A value of a kind: "normal", "exponential", "uniform", or 0 or 1 with the share of ones that the kind is.</summary>
    public static Func<Random, double> Drawn(string kind) => kind switch
    {
        "normal" => Normal,
        "exponential" => random => -Math.Log(1 - random.NextDouble()),
        "uniform" => random => random.NextDouble(),
        _ => Ones(double.Parse(kind)),
    };

    /// <summary>The mean of a kind.</summary>
    public static double MeanOf(string kind) => kind switch
    {
        "normal" => 0,
        "exponential" => 1,
        "uniform" => 0.5,
        _ => double.Parse(kind),
    };

    private static Func<Random, double> Ones(double share) => random => random.NextDouble() < share ? 1 : 0;

    // Marsaglia's polar method, with one of its two values.
    private static double Normal(Random random)
    {
        while (true)
        {
            double x = (2 * random.NextDouble()) - 1;
            double y = (2 * random.NextDouble()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
            }
        }
    }
}
