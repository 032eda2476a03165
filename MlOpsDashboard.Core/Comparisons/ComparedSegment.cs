namespace MlOpsDashboard.Core.Comparisons;

/// <summary>The versions on the rows with one value of a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Values">The metric of each version; null where it is not defined on them.</param>
/// <param name="Gains">For each other version by how much it is better than the first; null where that is not defined.</param>
public sealed record ComparedSegment(
    string Column, string Value, int Rows, IReadOnlyList<double?> Values, IReadOnlyList<ComparedGain?> Gains);
