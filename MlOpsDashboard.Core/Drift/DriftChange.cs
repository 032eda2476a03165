namespace MlOpsDashboard.Core.Drift;

/// <summary>One change of a simulation.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Kind">What is done to it.</param>
/// <param name="Amount">Standard deviations for <see cref="DriftChangeKind.Shift"/>, the factor for <see cref="DriftChangeKind.Scale"/>, else a share from 0 to 1.</param>
public sealed record DriftChange(string Feature, DriftChangeKind Kind, double Amount);
