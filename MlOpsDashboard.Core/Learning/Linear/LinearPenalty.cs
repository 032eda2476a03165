using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>The hyper-parameters of a linear model.</summary>
/// <param name="Ridge">The factor of half the squared coefficients.</param>
/// <param name="Lasso">The factor of the absolute coefficients.</param>
/// <param name="MaxIterations">Iterations at most.</param>
internal sealed record LinearPenalty(double Ridge, double Lasso, int MaxIterations)
{
    /// <summary>Reads them.</summary>
    /// <param name="hyperparameters">What was asked for.</param>
    /// <param name="defaults">What holds for the others.</param>
    public static LinearPenalty From(Hyperparameters hyperparameters, Hyperparameters defaults)
    {
        Hyperparameters all = defaults.With(hyperparameters);
        double alpha = all.Double("alpha", 0);
        double share = all.Double("l1_ratio", 0);
        return new LinearPenalty(alpha * (1 - share), alpha * share, all.Int("max_iterations", 1));
    }
}
