namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>What goes out of a training, before it is measured.</summary>
/// <param name="Result">The trial that won, or the ensemble.</param>
/// <param name="Hyperparameters">What its model was fitted with.</param>
/// <param name="Fitted">Its model.</param>
internal sealed record Winner(TrialResult Result, Hyperparameters Hyperparameters, FittedWinner Fitted);
