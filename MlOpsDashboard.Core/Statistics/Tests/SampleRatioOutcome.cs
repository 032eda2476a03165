namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>Whether the arms of a test got the shares of the traffic that they were to get.</summary>
/// <param name="Statistic">The chi-square statistic.</param>
/// <param name="PValue">The probability of shares so far off, or farther, by chance; 1 while there are too few values to tell.</param>
/// <param name="CanTell">Whether every arm is expected to have enough values.</param>
/// <param name="IsAlarm">Whether something is wrong with the split, so that no winner may be named.</param>
public readonly record struct SampleRatioOutcome(double Statistic, double PValue, bool CanTell, bool IsAlarm);
