namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>A model version in production.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">The version's number.</param>
/// <param name="Learner">What it was trained with.</param>
/// <param name="Target">What it predicts.</param>
/// <param name="Metric">The name of the metric that it was chosen by; null when unknown.</param>
/// <param name="Score">That metric on the rows held out.</param>
/// <param name="Since">Since when it is in production.</param>
public sealed record ServingModel(
    string Name, int Version, string Learner, string Target, string? Metric, double? Score, DateTimeOffset Since);
