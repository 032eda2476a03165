namespace MlOpsDashboard.Core.Training;

/// <summary>A trial as a point of its search space.</summary>
/// <param name="Number">The trial.</param>
/// <param name="Value">The value of the job's metric.</param>
/// <param name="Loss">The same, smaller is better.</param>
/// <param name="Places">Where it lies on each parameter's scale, from 0 to 1.</param>
public sealed record SearchPoint(int Number, double Value, double Loss, IReadOnlyList<double> Places);
