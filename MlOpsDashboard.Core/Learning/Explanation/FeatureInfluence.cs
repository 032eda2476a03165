namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>How much one source column matters to a model, measured in three ways.</summary>
/// <param name="Feature">The column.</param>
/// <param name="MeanContribution">The mean of its contributions' absolute values, in the explanation's space.</param>
/// <param name="Gain">Its share of the model's own importance (gain for trees, coefficients for linear models), from 0 to 1; null when the model has none.</param>
/// <param name="Permutation">Its share of the quality that is lost when columns are shuffled, from 0 to 1; null when that was not measured.</param>
public sealed record FeatureInfluence(string Feature, double MeanContribution, double? Gain, double? Permutation);
