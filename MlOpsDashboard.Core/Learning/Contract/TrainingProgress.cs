namespace MlOpsDashboard.Core.Learning.Contract;

/// <summary>How far a fit has come.</summary>
/// <param name="Step">Steps done (boosting rounds, epochs, trees), from 1.</param>
/// <param name="TotalSteps">Steps planned.</param>
/// <param name="Metric">The metric's name in the REST contract, or <c>loss</c> for the training loss.</param>
/// <param name="Value">The metric's value on <see cref="TrainingContext.Validation"/>, else on the training rows.</param>
public sealed record TrainingProgress(int Step, int TotalSteps, string Metric, double Value);
