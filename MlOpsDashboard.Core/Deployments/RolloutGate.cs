namespace MlOpsDashboard.Core.Deployments;

/// <summary>One thing that a candidate is held to.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">What the candidate has now; null before there is anything to measure.</param>
/// <param name="Limit">What it is compared with: a setting, or the stable version's value; null while that is unknown.</param>
/// <param name="Passed">False when it is surely worse than the limit, by a test that holds at every look.</param>
public sealed record RolloutGate(string Name, double? Value, double? Limit, bool Passed);
