namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>What is filled in for a feature.</summary>
/// <param name="Word">As it is typed or chosen; null is missing.</param>
/// <param name="Exact">The number that it stands for, where it was not typed.</param>
public sealed record FeatureEntry(string? Word, double? Exact);
