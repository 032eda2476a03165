namespace MlOpsDashboard.Core.Comparisons;

/// <summary>A metric of a version on the rows.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Value">Its value.</param>
/// <param name="Low">From where on the 95 % interval goes (percentile bootstrap); null where there is none.</param>
/// <param name="High">Up to where.</param>
public sealed record ComparedMetric(string Name, double Value, double? Low, double? High);
