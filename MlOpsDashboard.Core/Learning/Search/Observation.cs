using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search;

/// <summary>A point of a search space that was or is being tried.</summary>
/// <param name="Parameters">The values; parameters whose condition did not hold are absent.</param>
/// <param name="Loss">What came out, smaller is better; null while it runs; NaN or infinite when it failed.</param>
public sealed record Observation(Hyperparameters Parameters, double? Loss);
