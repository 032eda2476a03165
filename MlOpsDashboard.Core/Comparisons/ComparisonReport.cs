namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Versions that have answered the same rows.</summary>
/// <param name="Metric">The metric that the first version was chosen by; segments are compared by it.</param>
/// <param name="Rows">The rows that all have answered and whose truth all know.</param>
/// <param name="LeftOut">Rows without such a truth.</param>
/// <param name="Versions">Each version for itself, in the order that was asked for.</param>
/// <param name="Pairs">Each other version beside the first.</param>
/// <param name="Segments">The same within the values of the named columns, the largest first.</param>
/// <param name="Notes">What whoever reads it should know, in sentences.</param>
public sealed record ComparisonReport(
    string Metric,
    int Rows,
    int LeftOut,
    IReadOnlyList<ComparedVersion> Versions,
    IReadOnlyList<ComparedPair> Pairs,
    IReadOnlyList<ComparedSegment> Segments,
    IReadOnlyList<string> Notes);
