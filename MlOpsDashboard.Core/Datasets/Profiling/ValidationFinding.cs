namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>One thing that a check of a data set found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Columns">The columns concerned; none when rows are.</param>
/// <param name="Message">A sentence with the numbers.</param>
/// <param name="Value">The number that the finding rests on, such as a share or an AUC; null when there is none.</param>
public sealed record ValidationFinding(FindingKind Kind, Severity Severity, IReadOnlyList<string> Columns, string Message, double? Value = null);
