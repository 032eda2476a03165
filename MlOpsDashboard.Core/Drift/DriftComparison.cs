namespace MlOpsDashboard.Core.Drift;

/// <summary>One way in which a feature may have moved, before it is known how many others were looked at.</summary>
/// <param name="Method">How it was compared.</param>
/// <param name="Score">How far it has moved.</param>
/// <param name="PValue">The probability of that by chance.</param>
/// <param name="Moved">The share of rows that have moved, from 0 to 1, whatever the method.</param>
internal sealed record DriftComparison(DriftMethod Method, double Score, double PValue, double Moved);
