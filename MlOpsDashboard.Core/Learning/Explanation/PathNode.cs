namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>A node as <see cref="PathDependentShap"/> reads it.</summary>
/// <param name="Node">Its number in the ensemble.</param>
/// <param name="Parent">The place of its parent.</param>
/// <param name="Same">The nearest place above whose own split above is by the same feature, or the place that stands for none.</param>
/// <param name="Source">Whose contribution the feature counts as that the parent splits by.</param>
/// <param name="Share">The share of the parent's training weight, multiplied along the splits above by the same feature; never 0.</param>
internal readonly record struct PathNode(int Node, int Parent, int Same, int Source, double Share);
