namespace MlOpsDashboard.Api.Explain;

/// <summary>How much one feature matters. Gain and permutation are shares that add up to 1, or null where they were not measured.</summary>
internal sealed record FeatureInfluenceReply(string Feature, double MeanAbsContribution, double? Gain, double? Permutation);
