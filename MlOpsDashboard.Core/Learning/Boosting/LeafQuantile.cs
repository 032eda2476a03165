namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>A weighted quantile of residuals: the best answer of a leaf for losses that are not smooth (Friedman 2001).</summary>
internal static unsafe class LeafQuantile
{
    /// <summary>The least residual below or at which lie at least a share <paramref name="quantile"/> of the weight.</summary>
    /// <param name="state">Targets, weights and scores.</param>
    /// <param name="output">Which scores.</param>
    /// <param name="rows">The leaf's rows.</param>
    /// <param name="count">How many.</param>
    /// <param name="quantile">0 to 1.</param>
    public static double Of(BoostingState state, int output, int* rows, int count, double quantile)
    {
        if (count == 0)
        {
            return 0;
        }

        var residuals = new float[count];
        var weights = new float[count];
        double total = 0;
        for (int i = 0; i < count; i++)
        {
            residuals[i] = state.Targets[rows[i]] - state.Scores(output)[rows[i]];
            weights[i] = state.Weights.IsEmpty ? 1 : state.Weights[rows[i]];
            total += weights[i];
        }

        Array.Sort(residuals, weights);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += weights[i];
            if (sum >= quantile * total)
            {
                return residuals[i];
            }
        }

        return residuals[^1];
    }
}
