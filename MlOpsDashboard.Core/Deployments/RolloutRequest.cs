namespace MlOpsDashboard.Core.Deployments;

/// <summary>Asks for a roll-out.</summary>
/// <param name="ModelId">The candidate: <c>name:version</c> or <c>name:stage</c>.</param>
/// <param name="Strategy">How it takes over.</param>
/// <param name="Canary">For a canary: how it goes on; null for the usual way.</param>
/// <param name="Comment">Why, in the words of who asks.</param>
public sealed record RolloutRequest(string ModelId, RolloutStrategy Strategy, CanarySettings? Canary = null, string? Comment = null);
