namespace MlOpsDashboard.Core.Retraining;

/// <summary>Champion and challenger on the same held-out rows.</summary>
/// <param name="Metric">The name of the metric.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Champion">The champion's value.</param>
/// <param name="Challenger">The challenger's.</param>
/// <param name="Gain">By how much the challenger is better; negative when it is worse.</param>
/// <param name="Low">What the gain exceeds with <paramref name="Confidence"/>.</param>
/// <param name="High">What it stays below with it.</param>
/// <param name="Confidence">See there.</param>
/// <param name="Segments">The same within the values of the named columns.</param>
public sealed record ChallengerComparison(
    string Metric, int Rows, double Champion, double Challenger, double Gain, double Low, double High, double Confidence, IReadOnlyList<SegmentComparison> Segments);
