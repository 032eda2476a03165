using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>The losses for numbers, by their names.</summary>
internal static class RegressionLosses
{
    public static BoostingLoss Find(Hyperparameters hyperparameters) => hyperparameters.Word("loss", "squared") switch
    {
        "absolute" => new QuantileLoss(0.5, "mae"),
        "quantile" => new QuantileLoss(Math.Clamp(hyperparameters.Double("quantile", 0.5), 0.001, 0.999), "pinball"),
        "huber" => new HuberLoss(Math.Clamp(hyperparameters.Double("huber_quantile", 0.9), 0.5, 0.999)),
        "poisson" => new PoissonLoss(),
        _ => new SquaredLoss(),
    };
}
