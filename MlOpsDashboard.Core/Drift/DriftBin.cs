namespace MlOpsDashboard.Core.Drift;

/// <summary>One bin of two distributions laid over each other.</summary>
/// <param name="Label">A category; null for numbers.</param>
/// <param name="From">Where a bin of numbers begins; null for categories.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Reference">The share of the training data's values that lie here.</param>
/// <param name="Current">The share of the current values that lie here.</param>
public sealed record DriftBin(string? Label, double? From, double? To, double Reference, double Current);
