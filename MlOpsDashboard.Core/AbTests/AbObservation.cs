namespace MlOpsDashboard.Core.AbTests;

/// <summary>One request of a test.</summary>
/// <param name="Id">Its place in the log of predictions.</param>
/// <param name="At">When it was answered, UTC ticks.</param>
/// <param name="Unit">The caller, from the routing key; 0 for a request without one, which is a caller of its own.</param>
/// <param name="Value">The metric's value; NaN while it is not known.</param>
/// <param name="Delay">How long the value took to come, in ticks.</param>
/// <param name="Covariate">The covariate; NaN for none.</param>
internal readonly record struct AbObservation(long Id, long At, ulong Unit, double Value, long Delay, double Covariate);
