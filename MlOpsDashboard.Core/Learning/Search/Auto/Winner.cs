using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>What goes out of a training, before it is measured.</summary>
/// <param name="Result">The trial that won, or the ensemble.</param>
/// <param name="Hyperparameters">What its model was fitted with.</param>
/// <param name="Fitted">Its model.</param>
internal sealed record Winner(TrialResult Result, Hyperparameters Hyperparameters, FittedWinner Fitted)
{
    /// <summary>What it answers on the validation rows, fold by fold; empty when that is not at hand.</summary>
    public IReadOnlyList<ScoredRows> Scored { get; init; } = [];

    /// <summary>The members, when it is an ensemble; else null.</summary>
    public EnsembleChoice? Ensemble { get; init; }
}
