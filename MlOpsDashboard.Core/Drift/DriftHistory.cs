namespace MlOpsDashboard.Core.Drift;

/// <summary>What the checks of a model said.</summary>
/// <param name="Latest">The latest report; null when there was no check.</param>
/// <param name="History">The latest checks, the newest first.</param>
public sealed record DriftHistory(DriftReport? Latest, IReadOnlyList<DriftPoint> History);
