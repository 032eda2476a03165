namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>How the values of a column spread.</summary>
/// <param name="Counts">Rows a bin.</param>
/// <param name="Edges">For numbers and dates the borders of the bins, one more than bins; a bin holds its left border, the last one both. Null for words.</param>
/// <param name="Labels">For words one a bin; null for numbers and dates.</param>
/// <param name="Others">For words the rows whose word has no bin.</param>
public sealed record Histogram(IReadOnlyList<long> Counts, IReadOnlyList<double>? Edges, IReadOnlyList<string>? Labels, long Others);
