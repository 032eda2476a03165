namespace MlOpsDashboard.Core.AbTests;

/// <summary>Whether the arms got the shares of the callers that were planned.</summary>
/// <param name="PValue">Valid at every look.</param>
/// <param name="Mismatch">Whether something is wrong with the split, so that no winner may be named.</param>
public sealed record AbSampleRatio(double PValue, bool Mismatch);
