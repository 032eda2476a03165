namespace MlOpsDashboard.Tests.Core.Learning.Explanation;

/// <summary>Shapley values by their definition: over all subsets of the features.</summary>
internal static class BruteForce
{
    /// <summary>The values of a game of so many players.</summary>
    /// <param name="players">At most 20.</param>
    /// <param name="worth">What a set of players, a bit a player, is worth.</param>
    public static double[] Shapley(int players, Func<int, double> worth)
    {
        double[] worths = [.. Enumerable.Range(0, 1 << players).Select(worth)];
        var values = new double[players];
        for (int player = 0; player < players; player++)
        {
            for (int set = 0; set < worths.Length; set++)
            {
                if ((set & (1 << player)) == 0)
                {
                    int size = int.PopCount(set);
                    double weight = Factorial(size) * Factorial(players - size - 1) / Factorial(players);
                    values[player] += weight * (worths[set | (1 << player)] - worths[set]);
                }
            }
        }

        return values;
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
