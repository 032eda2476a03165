namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>What speaks against training on a data set as it is.</summary>
/// <param name="Target">The column that the report takes for the target: the one named at the upload, else the suggested one; null when there is none.</param>
/// <param name="TargetIsSuggested">Whether nobody named the target.</param>
/// <param name="Classes">Rows of the target by class, most frequent first; null for a numeric target with many values.</param>
/// <param name="Findings">The most serious first.</param>
/// <param name="RowsExamined">Rows that the search for leaks looked at; the others were left out to save time.</param>
public sealed record ValidationReport(
    string? Target,
    bool TargetIsSuggested,
    IReadOnlyList<ValueCount>? Classes,
    IReadOnlyList<ValidationFinding> Findings,
    long RowsExamined)
{
    /// <summary>What gives a target away; none for another target than the report's.</summary>
    /// <param name="target">The column to predict.</param>
    /// <param name="features">The columns to predict from; null means all. A finding of several columns needs all of them.</param>
    public IEnumerable<ValidationFinding> LeaksOf(string target, IReadOnlyCollection<string>? features = null) => Findings.Where(finding =>
        target == Target && finding.Kind == FindingKind.Leakage && (features is null || finding.Columns.All(features.Contains)));
}
