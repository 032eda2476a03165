namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>How often a value comes.</summary>
/// <param name="Value">The value as it is written in the file.</param>
/// <param name="Count">Rows.</param>
public sealed record ValueCount(string Value, long Count);
