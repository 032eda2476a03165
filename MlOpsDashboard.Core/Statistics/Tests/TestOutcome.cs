namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>What a test says.</summary>
/// <param name="Statistic">How far the samples are from what was supposed, in the test's own measure.</param>
/// <param name="PValue">The probability of being so far off, or farther, by chance alone.</param>
public readonly record struct TestOutcome(double Statistic, double PValue);
