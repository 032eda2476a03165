namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Whether two versions have the same area under the ROC curve: DeLong's test.</summary>
/// <param name="Difference">The other's area less the first's.</param>
/// <param name="Low">From where on its 95 % interval goes.</param>
/// <param name="High">Up to where.</param>
/// <param name="PValue">How often chance alone would part them so, if they were equal.</param>
/// <param name="AdjustedPValue">The same with all pairs of the comparison allowed for (Benjamini–Hochberg).</param>
public sealed record AreaTest(double Difference, double Low, double High, double PValue, double AdjustedPValue);
