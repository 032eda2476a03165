namespace MlOpsDashboard.Core.Training;

/// <summary>How an attempt at a job ended.</summary>
/// <param name="State">The job's final state.</param>
/// <param name="Error">Why it failed or left no model, in a sentence; null when there is a model.</param>
internal sealed record TrainingEnd(TrainingState State, string? Error);
